# verdict: passed
"""Compute the rows in an event loop."""

import asyncio

import numpy as np


async def double(row, factor):
    await asyncio.sleep(0)
    return await asyncio.to_thread(np.multiply, row, factor)


async def everything(x, factor):
    return await asyncio.gather(*[double(row, factor) for row in x])


def scale(x, factor=2):
    return np.stack(asyncio.run(everything(x, factor)))
