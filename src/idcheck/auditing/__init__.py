"""Audits: what a whole site's posts amount to, in numbers.

`facts` keeps of each checked post what an audit needs; `audit` counts. Nothing here reads files, prints or asks
anybody; `reports/audit` writes it down.
"""
