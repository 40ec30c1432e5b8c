"""The rest of OpenAI's API: assistants, threads, images, speech, training, stores, evaluations."""
