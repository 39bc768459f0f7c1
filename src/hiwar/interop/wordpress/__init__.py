"""What WordPress exports (WXR 1.0 to 1.2), turned into lines of our own archive.

One way in for everything: what is converted here is checked and written by
`interop.archive` like any other archive.
"""
