"""Files: what stands in a document, an archive or an image, and the same file with texts replaced."""
