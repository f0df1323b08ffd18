"""How sure is the verdict?"""
