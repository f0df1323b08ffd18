"""The explore page: one HTML file in which a reader makes a definition's choices otherwise and sees what follows."""
