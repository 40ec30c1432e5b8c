"""A file that is sent to a storage host under a link that an earlier answer told: raw, or as an S3 POST form."""
