"""The sheet that figures are drawn on: its look, texts, marks, and whom and what they show."""
