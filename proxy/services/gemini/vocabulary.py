"""Field names and constants of the Gemini API: google-genai 2.8 types, and what Vertex AI and Code Assist add.

Proto JSON takes each name in two spellings, ``systemInstruction`` and ``system_instruction``; the Python SDK's Live
messages mix them.
"""

from collections.abc import Iterable

from classifiers.checks.words import words
from proxy.body.vocabulary import MEDIA_TYPES, ROLES, SCHEMA_FIELDS, SCHEMA_WORDS


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def spelled(names: str | Iterable[str]) -> frozenset[str]:
    """The names (snake_case) in both spellings."""
    listed = names.split() if isinstance(names, str) else tuple(names)
    return frozenset(listed) | frozenset(map(_camel, listed))


FIELDS = SCHEMA_FIELDS | spelled(
    """
    contents content parts role text thought thought_signature inline_data file_data mime_type data display_name
    file_uri function_call function_response function_responses args name id response will_continue scheduling
    executable_code code language code_execution_result outcome output video_metadata start_offset end_offset fps
    media_resolution part_metadata partial_args string_value json_path bool_value null_value number_value
    audio_transcription tool_call tool_response tool_type
    system_instruction generation_config safety_settings tools tool_config cached_content labels model
    function_declarations description parameters parameters_json_schema response_json_schema response_schema
    property_ordering any_of defs ref max_items min_items max_length min_length max_properties min_properties
    additional_properties nullable example behavior
    google_search google_search_retrieval dynamic_retrieval_config dynamic_threshold mode exclude_domains search_types
    web_search image_search blocking_confidence time_range_filter start_time end_time code_execution url_context
    google_maps enable_widget computer_use environment excluded_predefined_functions enterprise_web_search
    file_search file_search_store_names metadata_filter top_k retrieval vertex_ai_search vertex_rag_store
    rag_resources rag_corpus rag_file_ids rag_retrieval_config rag_corpora filter vector_distance_threshold
    vector_similarity_threshold ranking rank_service llm_ranker model_name similarity_top_k store_context datastore
    engine data_store data_store_specs max_results mcp_servers streamable_http_transport sse_read_timeout
    terminate_on_close timeout url headers external_api api_spec endpoint api_auth auth_config auth_type
    function_calling_config allowed_function_names stream_function_call_arguments retrieval_config lat_lng latitude
    longitude language_code include_server_side_tool_invocations category threshold method
    temperature top_p candidate_count max_output_tokens stop_sequences response_mime_type response_modalities
    response_logprobs logprobs presence_penalty frequency_penalty seed thinking_config include_thoughts
    thinking_budget thinking_level speech_config voice_config prebuilt_voice_config voice_name
    multi_speaker_voice_config speaker_voice_configs speaker image_config aspect_ratio image_size
    person_generation image_output_options compression_quality routing_config auto_mode manual_mode
    model_routing_preference audio_timestamp enable_affective_dialog model_selection_config
    feature_selection_preference model_armor_config prompt_template_name response_template_name service_tier
    requests request task_type title output_dimensionality auto_truncate instances prompt bytes_base64_encoded
    generate_content_request embed_content_config image video gcs_uri sample_count negative_prompt
    batch input_config metadata key dest src file file_name source size_bytes expiration_time expire_time ttl
    create_time update_time sha256_hash uri state error
    setup client_content turns turn_complete realtime_input realtime_input_config media_chunks audio
    audio_stream_end activity_start activity_end automatic_activity_detection disabled start_of_speech_sensitivity
    end_of_speech_sensitivity prefix_padding_ms silence_duration_ms activity_handling turn_coverage
    input_audio_transcription output_audio_transcription language_codes session_resumption handle transparent
    context_window_compression trigger_tokens sliding_window target_tokens proactivity proactive_audio
    explicit_vad_signal history_config
    input agent steps previous_interaction_id background store stream response_format delivery arguments result
    call_id is_error signature summary annotations delta step system resolution type tool_choice allowed_tools
    session_id user_prompt_id project enabled_credit_types cloudaicompanion_project tier_id ide_type ide_version
    platform plugin_type plugin_version update_channel duet_project ide_name
    training_data tuning_task base_model tuned_model_display_name hyperparameters examples epoch_count batch_size
    learning_rate text_input context messages author
    """
)

CONSTANTS = (
    SCHEMA_WORDS
    | ROLES
    | MEDIA_TYPES
    | words(
        """
        STRING NUMBER INTEGER BOOLEAN ARRAY OBJECT NULL TYPE_UNSPECIFIED AUTO ANY NONE VALIDATED TEXT IMAGE AUDIO VIDEO
        MODALITY_UNSPECIFIED BLOCK_NONE BLOCK_LOW_AND_ABOVE BLOCK_MEDIUM_AND_ABOVE BLOCK_ONLY_HIGH OFF
        HARM_CATEGORY_HARASSMENT HARM_CATEGORY_HATE_SPEECH HARM_CATEGORY_SEXUALLY_EXPLICIT
        HARM_CATEGORY_DANGEROUS_CONTENT HARM_CATEGORY_CIVIC_INTEGRITY LOW MEDIUM HIGH MINIMAL
        MEDIA_RESOLUTION_LOW MEDIA_RESOLUTION_MEDIUM MEDIA_RESOLUTION_HIGH MEDIA_RESOLUTION_UNSPECIFIED
        PYTHON LANGUAGE_UNSPECIFIED OUTCOME_OK OUTCOME_FAILED OUTCOME_DEADLINE_EXCEEDED
        RETRIEVAL_QUERY RETRIEVAL_DOCUMENT SEMANTIC_SIMILARITY CLASSIFICATION CLUSTERING QUESTION_ANSWERING
        FACT_VERIFICATION CODE_RETRIEVAL_QUERY BLOCKING NON_BLOCKING SILENT WHEN_IDLE INTERRUPT
        MODE_UNSPECIFIED MODE_DYNAMIC ENVIRONMENT_BROWSER IDE_UNSPECIFIED PLATFORM_UNSPECIFIED GEMINI
        user_input model_output function_call function_result thought image document audio video minimal medium
        google_search code_execution url_context file_search mcp_server google_maps computer_use function
        code_execution_call code_execution_result google_search_call google_search_result url_context_call
        url_context_result mcp_server_tool_call mcp_server_tool_result file_search_call file_search_result
        ALL_TRAFFIC GOOGLE_ONE_AI text
        """
    )
)
