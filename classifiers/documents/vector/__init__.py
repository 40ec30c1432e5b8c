"""Pictures as orders to draw: Windows metafiles, plain and enhanced, and StarView metafiles."""
