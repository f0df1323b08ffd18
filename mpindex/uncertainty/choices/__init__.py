"""What could reasonably be chosen otherwise, and how it is drawn."""
