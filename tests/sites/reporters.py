"""Reporters of one site at its own gateway: each comes once, at a moment of his own, with a connection of his own, and asks again with the same key until
he is answered 200. Writes a line for each: site, number, measure, seconds from his coming to the answer, tries.  reporters.py SITE HOST SECONDS PLAN.json OUT"""
import asyncio
import json
import random
import sys
import time

site, host, seconds, out = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[5]
given = json.load(open(sys.argv[4]))
plan, keys, people = given["plan"], given["keys"], given["people"][site]
rng = random.Random(int(site))
NOTE = "已召开专题会议研究部署，责任科室逐项对照整改清单推进，本周完成阶段性任务并更新佐证材料。"

async def once(measure, unit, key):
    body = json.dumps({"unit": unit, "percent": 10, "note": NOTE}, ensure_ascii=False).encode()
    reader, writer = await asyncio.open_connection(host, 8080)
    try:
        writer.write(f"POST /api/v1/plans/{plan}/measures/{measure}/reports HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {keys[unit]}\r\n"
            f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.read()
        after = [line for line in head.lower().split(b"\r\n") if line.startswith(b"retry-after:")]
        return int(head[9:12]), int(after[0][12:]) if after else 1
    finally:
        writer.close()

async def reporter(number, measure, unit, at, begun, log, odd):
    await asyncio.sleep(max(0, begun + at - time.monotonic()))
    came, tries, pause = time.monotonic(), 0, 1
    while True:
        tries += 1
        try:
            status, after = await asyncio.wait_for(once(measure, unit, f"s{site}-{number}"), 20)
            if status == 200:
                log.append((site, number, measure, round(time.monotonic() - came, 3), tries, round(came - begun, 1)))
                return
            odd[status] = odd.get(status, 0) + 1
            if status not in (429, 503):
                raise SystemExit(f"{status} for {measure}")
            pause = after
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as problem:
            odd[type(problem).__name__] = odd.get(type(problem).__name__, 0) + 1
        await asyncio.sleep(pause * (0.5 + rng.random()))

async def main():
    log, odd, begun = [], {}, time.monotonic()
    await asyncio.gather(*[reporter(n, m, u, rng.random() * seconds, begun, log, odd) for n, (m, u) in enumerate(people)])
    with open(out, "w") as file:
        for row in log: file.write("\t".join(map(str, row)) + "\n")
    waits = sorted(row[3] for row in log)
    print(json.dumps({"site": site, "reports": len(log), "again": sum(row[4] > 1 for row in log), "tries": max(row[4] for row in log),
        "p50": waits[len(waits) // 2], "p99": waits[len(waits) * 99 // 100], "longest": waits[-1], "odd": odd}), flush=True)

asyncio.run(main())
