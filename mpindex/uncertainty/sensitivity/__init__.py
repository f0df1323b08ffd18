"""Which choice moves the verdict?"""
