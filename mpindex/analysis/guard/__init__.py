"""Would the claim survive another pool of rankings?"""
