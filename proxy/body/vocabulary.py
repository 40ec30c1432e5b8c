"""Words that protocols define: never anybody's data, so they need no place. Compared as whole strings."""

from classifiers.checks.words import words

SCHEMA_WORDS = words(
    """
    object string number integer boolean array null any date date-time uri email uuid enum const
    """
)
SCHEMA_FIELDS = words(
    """
    type properties required items description enum const anyOf allOf oneOf not
    additionalProperties $schema $ref $defs definitions format minimum maximum minLength
    maxLength minItems maxItems pattern default title examples strict nullable exclusiveMinimum
    exclusiveMaximum uniqueItems propertyNames
    """
)
ROLES = words("user assistant system developer tool function human model")
MEDIA_TYPES = words(
    """
    image/png image/jpeg image/gif image/webp application/pdf text/plain text/csv text/markdown
    text/html application/json base64 url file auto low high wav mp3
    """
)
COMMON_FIELDS = words(
    """
    id type name role content text model stream messages prompt input output data url value key
    title description metadata user index status message error code params query variables
    operationName timestamp created_at updated_at create_time
    """
)
