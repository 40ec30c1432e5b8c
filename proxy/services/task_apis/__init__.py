"""APIs of one task each: translation (DeepL), speech (ElevenLabs), models (Replicate, fal, Hugging Face), images."""
