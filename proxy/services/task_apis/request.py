"""Requests of APIs that do one task: a text goes in, its translation, speech, image or completion comes out.

Sources: the Python SDKs deepl 1.32, elevenlabs 2.78, replicate 1.0.7, stability-sdk 0.8.6 and huggingface_hub 2.4;
the API documents of fal and Stability.
"""

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.builder import Builder
from proxy.body.form import read_form
from proxy.body.multipart import read_multipart
from proxy.body.opened import open_object, open_text
from proxy.body.shape import Kind, Shape
from proxy.body.target import NAME, PREFIX, find, plain_path, routes
from proxy.capture import Capture
from proxy.contract import Document

_ROUTES = routes(
    ("POST", r"/v2/translate", "translate"),
    ("POST", r"/v2/write/rephrase", "rephrase"),
    ("POST", rf"/v1/text-to-speech/{NAME}(?:/stream)?(?:/with-timestamps)?", "speech"),
    ("POST", r"/v1/text-to-dialogue(?:/stream)?(?:/with-timestamps)?", "speech"),
    ("POST", r"/v1/(?:sound-generation|music(?:/stream|/plan|/detailed)?)", "speech"),
    ("POST", rf"/v1/text-to-voice/(?:design|create-previews|{NAME}/remix)", "speech"),
    ("POST", rf"(?:/v1/(?:models|deployments)/{NAME}/{NAME}|/v1)/predictions", "predictions"),
    ("GET", rf"/v1/predictions/{NAME}", "prediction"),
    ("POST", rf"/v2beta/(?:stable-image|image-to-video|3d|audio)(?:/{NAME}){{1,3}}", "image"),
    ("POST", rf"/v1/generation/{NAME}/(?:text-to-image|image-to-image(?:/{NAME})?)", "image"),
    ("POST", rf"{PREFIX}/models/{NAME}(?:/{NAME})?(?:/pipeline/{NAME})?", "inference"),
)
_FAL = ".fal.run"
_ANY = routes(("POST", rf"(?:/{NAME})+", "model"))  # on fal's hosts each path is a model
ROUTES = (*_ROUTES, *_ANY)

SHAPE = Shape(
    kinds={
        **dict.fromkeys(
            ("text", "context", "previous_text", "next_text", "prompt", "system_prompt"), Kind.PROSE
        ),
        **dict.fromkeys(("negative_prompt", "inputs", "question", "voice_description"), Kind.PROSE),
        **dict.fromkeys(
            ("target_lang", "source_lang", "model", "model_id", "model_type", "version"), Kind.FIXED
        ),
        **dict.fromkeys(
            ("formality", "split_sentences", "tag_handling", "writing_style", "tone"), Kind.FIXED
        ),
        **dict.fromkeys(("output_format", "aspect_ratio", "style_preset", "language_code"), Kind.FIXED),
        **dict.fromkeys(("voice_id", "glossary_id", "style_id", "previous_request_ids"), Kind.ID),
        **dict.fromkeys(("next_request_ids", "webhook_events_filter"), Kind.FIXED),
        **dict.fromkeys(("image", "image_url", "init_image", "mask", "audio", "file"), Kind.FILE),
    },
    scopes=dict.fromkeys(
        ("text", "inputs", "input", "prompt", "text_prompts", "context", "previous_text", "next_text"),
        Origin.USER,
    ),
    base=Origin.USER,
    known=words(
        """
        text target_lang source_lang context split_sentences preserve_formatting formality glossary_id tag_handling
        outline_detection non_splitting_tags splitting_tags ignore_tags show_billed_characters model_type style_id
        custom_instructions writing_style tone model_id language_code voice_settings stability similarity_boost style
        use_speaker_boost speed pronunciation_dictionary_locators pronunciation_dictionary_id version_id seed
        previous_text next_text previous_request_ids next_request_ids apply_text_normalization inputs voice_id
        settings duration_seconds prompt_influence loop output_format music_length_ms composition_plan
        voice_description auto_generate_text guidance_scale version input webhook webhook_events_filter stream prompt
        system_prompt negative_prompt image mask image_url num_inference_steps num_outputs num_images image_size width
        height steps samples cfg_scale sampler text_prompts weight style_preset aspect_ratio strength max_tokens
        max_new_tokens temperature top_p top_k parameters options wait_for_model use_cache question
        candidate_labels return_full_text
        """
    ),
    words=words(
        """
        default more less prefer_more prefer_less xml html nonewlines latency_optimized quality_optimized
        prefer_quality_optimized start output logs completed auto on off
        """
    ),
)


def route(capture: Capture) -> str:
    """The route's name; empty where it carries no text that is known."""
    return find(_ANY if f".{capture.host}".endswith(_FAL) else _ROUTES, capture)


def read(route: str, capture: Capture, body: bytes) -> Document:
    """Read a body of one of the routes: an object, a form, or a form of several parts. Raises Unreadable."""
    declared = capture.header("content-type").lower()
    if declared.startswith("multipart/"):
        builder = Builder(body)
        read_multipart(builder, capture.header("content-type"), SHAPE)
        return builder.build()
    if declared.startswith("application/x-www-form-urlencoded"):
        builder = open_text(body)
        read_form(builder, 0, SHAPE)
        return builder.build()
    builder, tree = open_object(body, SHAPE)
    if route == "prediction":
        return builder.build(f"prediction:{plain_path(capture).rpartition('/')[2]}")
    first = builder.first(Origin.USER)
    return builder.build(
        f"first:{first}" if first else "",
        tree.root("model") or tree.root("model_id") or tree.root("version"),
        stream=tree.flag("stream"),
    )
