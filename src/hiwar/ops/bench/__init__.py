"""A paper as large as one likes, to measure with. Nothing here ever fills a real one.

One day of it is written by the product's own actions (`actions`), from made-up words
(`words`); every other day is a copy of that day's rows, made by the database itself
(`days`, `dialects`). `building` goes through the steps, and goes on where it stopped.
"""
