"""The page in the browser and the HTTP interface behind it: an edge, which holds no rules of its own.

`server.py` listens, `guard.py` turns away whom it does not serve, `app.py` has the routes, `pool.py` hands the
work to processes of their own (`worker.py`), which do the tasks of `tasks.py` and can be ended when
one takes too long. No draft is written anywhere, and none is logged.
"""
