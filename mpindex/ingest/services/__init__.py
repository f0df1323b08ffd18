"""Live figures from publishers' services, over the user's own network: `mpindex.fetch`.

One module a service (what is asked, what an answer must look like); `transport` bounds each request in bytes, time and
attempts; `answers` keeps answers on disk, with the day on which they came. Nothing here runs unless it is called.
"""
