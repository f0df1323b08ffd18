"""Drawing: figures of pages as inline SVG, drawn once for a wide and once for a narrow window."""
