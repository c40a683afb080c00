"""Cycles per second of Amaranth's and PyRTL's own simulators: `table 9` and `chain 1000` of ../peers, with the stimulus of
../peers/bench_sim.py, in processor time, the median of three rounds. One line of JSON each."""
import json, os, statistics, sys, time
sys.setrecursionlimit(1_000_000)
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peers"))
sys.argv = sys.argv[:1]

def report(name, circuit, n, cycles, rounds):
    rate = cycles / statistics.median(rounds)
    print(json.dumps(dict(sim=name, circuit=circuit, n=n, cycles_per_s=int(rate))), flush=True)

def amaranth(circuit, n, cycles):
    import bench_amaranth as B
    from amaranth.sim import Simulator
    rounds = []
    for _ in range(3):
        top = {"chain": B.Chain, "table": B.Table}[circuit](n)
        sim = Simulator(top); sim.add_clock(1e-6)
        async def bench(ctx):
            if circuit == "table": ctx.set(top.in_valid, 1); ctx.set(top.out_ready, 1)
            for i in range(cycles):
                ctx.set(*((top.in_key, 0x0A000001 + i % 7) if circuit == "table" else (top.a, i)))
                await ctx.tick()
        sim.add_testbench(bench)
        start = time.process_time(); sim.run(); rounds.append(time.process_time() - start)
    report("amaranth pysim", circuit, n, cycles, rounds)

def pyrtl(circuit, n, cycles):
    import pyrtl, bench_pyrtl as B
    rounds = []
    for _ in range(3):
        pyrtl.reset_working_block(); {"chain": B.chain, "table": B.table}[circuit](n)
        sim = pyrtl.CompiledSimulation()
        inputs = [{"a": i & 0xFFFFFFFF} if circuit == "chain"
                  else {"in_valid": 1, "out_ready": 1, "in_key": 0x0A000001 + i % 7} for i in range(cycles)]
        start = time.process_time(); sim.run(inputs); rounds.append(time.process_time() - start)
    report("pyrtl compiled", circuit, n, cycles, rounds)

amaranth("table", 9, 1000); pyrtl("table", 9, 20000)
amaranth("chain", 1000, 200); pyrtl("chain", 1000, 10000)
