// The C interface of one Verilated model. Included last in the one unit that a model is compiled as, after a generated
// part that defines
//   class Model                                       the Verilated top
//   void* model_port(Model&, int)                     the address of port i
//   int model_clocks(Model&, CData**)                 stores the addresses of the clocks, unless null; how many there are
//   MODEL_COVERAGE, MODEL_WAVES                       0 or 1
//   MODEL_FALLING                                     1 when something may act at a falling edge
// prelude.h stands before it.
//
// A cycle. Its first half (the clocks are low) begins with the device models driving their outputs; the inputs then
// settle through the circuit; its second half is the rising edge of the clocks that tick. Where nothing acts at a falling
// edge, that is not evaluated on its own: it is part of the next cycle's first half, together with whatever inputs
// changed, so a cycle costs two evaluations. Otherwise it follows the rising edge, before any input changes.
//   settle   devices drive (once per cycle), clocks low, evaluate
//   edge     devices sample the settled outputs, clocks high, evaluate; with MODEL_FALLING clocks low, evaluate
// After an edge without devices the outputs already show the new state with the old inputs; with devices the model is
// marked stale, so that the next peek settles the new cycle first.

namespace {

// Read by the Swift side at fixed offsets from the model's address.
struct Status {
    uint64_t cycle = 0;       // rising edges since construction
    uint8_t stale = 0;        // an input changed since the last evaluation
    uint8_t clockHigh = 0;    // the last evaluation was an edge
    uint8_t failed = 0;       // 1: a check failed, or $stop; 2: the circuit did not settle, or the runtime gave up
    uint8_t finished = 0;     // $finish
    uint32_t failedLine = 0;  // of the first failure since the last harness_forgive
};

// A model of something outside the circuit that takes part in every cycle, such as a memory.
struct Device {
    void* self;
    void (*drive)(void*);
    void (*sample)(void*);
};

struct Harness : Status, VerilatedContext {
    Model* top = nullptr;
    CData unclocked = 0;
    CData* clock = nullptr;               // the only one, or the first
    std::vector<CData*> clocks;           // all
    std::vector<CData*> chosen;           // those that tick in harness_step_chosen
    std::vector<CData*>* ticking = &clocks;
    bool driven = false;
    bool plain = true;  // no devices, no waves, at most one clock, of which only the rising edge counts
    std::vector<Device> devices;
    VerilatedFstC* waves = nullptr;
    std::string failedFile;
    std::string printed;  // what $display and failing checks wrote, at most `printedLimit`
};

constexpr size_t printedLimit = 1 << 16;
constexpr uint64_t cycleTime = 10;  // in waves: nanoseconds per cycle, the edge in the middle

// Whose text is being printed, and whose context the runtime uses where it is not told.
thread_local Harness* running = nullptr;

void enter(Harness* h) {
    running = h;
    Verilated::threadContextp(h);
}

void choosePath(Harness* h) {
    h->plain = h->devices.empty() && !h->waves && h->clocks.size() <= 1 && !MODEL_FALLING;
}

void lower(Harness* h) {
    for (CData* clock : h->clocks) *clock = 0;
}

void dump(Harness* h) {
    h->waves->dump(h->cycle * cycleTime + (h->clockHigh ? cycleTime / 2 : 0));
}

inline void settle(Harness* h) {
    if (!h->driven) {
        for (Device& device : h->devices) device.drive(device.self);
        h->driven = true;
    }
    lower(h);
    h->top->eval();
    h->clockHigh = 0;
    h->stale = 0;
}

inline void edge(Harness* h) {
    for (Device& device : h->devices) device.sample(device.self);
    if (VL_UNLIKELY(h->waves)) dump(h);
    for (CData* clock : *h->ticking) *clock = 1;
    h->timeInc(cycleTime);
    h->top->eval();
    h->clockHigh = 1;
    if (VL_UNLIKELY(h->waves)) dump(h);
    if (MODEL_FALLING) {
        lower(h);
        h->top->eval();
        h->clockHigh = 0;
    }
    h->cycle++;
    h->driven = false;
    h->stale = !h->devices.empty();
}

inline void settleIfNeeded(Harness* h) {
    if (h->clockHigh | h->stale) settle(h);
}

inline bool ended(Harness* h) { return VL_UNLIKELY(h->failed | h->finished); }

// Leaves an evaluation that the runtime would have aborted.
struct GaveUp {};

void fail(Harness* h, const char* file, int line, uint8_t how) {
    if (!h || h->failed) return;
    h->failed = how;
    h->failedLine = static_cast<uint32_t>(line);
    h->failedFile = file ? file : "";
}

}  // namespace

extern "C" int harness_print(const char* format, ...) {
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    const int count = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (running && running->printed.size() < printedLimit) running->printed += text;
    return count;
}

extern "C" void harness_stop(VerilatedContext* context, const char* file, int line) {
    fail(static_cast<Harness*>(context), file, line, 1);
}
extern "C" void harness_fatal(VerilatedContext* context, const char* file, int line, const char* message) {
    auto* h = static_cast<Harness*>(context);
    h->printed += message;
    h->printed += '\n';
    fail(h, file, line, 2);
    throw GaveUp{};
}
extern "C" void harness_finish(VerilatedContext* context) { static_cast<Harness*>(context)->finished = 1; }
extern "C" void harness_enter(VerilatedContext* context) { enter(static_cast<Harness*>(context)); }

// The same from the runtime itself.
void vl_finish(const char*, int, const char*) {
    if (running) running->finished = 1;
}
void vl_stop(const char* file, int line, const char*) { fail(running, file, line, 1); }
void vl_fatal(const char* file, int line, const char*, const char* message) {
    if (!running) abort();
    harness_fatal(running, file, line, message);
}

#pragma GCC visibility push(default)
extern "C" {

void harness_settle(Harness* h) try { settle(h); } catch (const GaveUp&) {
}

// A model in its initial state. `seed` 0: what has no initial value is zero; otherwise it is random from that seed.
Harness* harness_new(uint64_t seed) {
    auto* h = new Harness;
    enter(h);
    h->randReset(seed ? 2 : 0);
    if (seed) h->randSeed(static_cast<int>(seed & 0x7fffffff));
    h->traceEverOn(MODEL_WAVES);
    h->top = new Model{h, "TOP"};
    h->clocks.resize(static_cast<size_t>(model_clocks(*h->top, nullptr)));
    model_clocks(*h->top, h->clocks.data());
    h->clock = h->clocks.empty() ? &h->unclocked : h->clocks[0];
    choosePath(h);
    harness_settle(h);
    h->driven = false;
    return h;
}

void harness_waves_off(Harness* h) {
    if (!h->waves) return;
    enter(h);
    if (h->clockHigh) {
        h->clockHigh = 0;
        dump(h);  // the last edge's results, as long as a full cycle
        h->clockHigh = 1;
    } else {
        dump(h);
    }
    h->waves->close();
    delete h->waves;
    h->waves = nullptr;
    choosePath(h);
}

void harness_free(Harness* h) {
    enter(h);
    harness_waves_off(h);
    h->top->final();
    delete h->top;
    running = nullptr;
    delete h;
}

void* harness_port(Harness* h, int32_t index) { return model_port(*h->top, index); }

// Up to `count` cycles, fewer when a check fails or the circuit finishes; returns how many were made.
uint64_t harness_step(Harness* h, uint64_t count) {
    uint64_t done = 0;
    try {
        while (done < count) {
            settleIfNeeded(h);
            edge(h);
            ++done;
            if (ended(h)) break;
        }
    } catch (const GaveUp&) {
    }
    return done;
}

// The same, but only those clocks tick.
uint64_t harness_step_chosen(Harness* h, void* const* clocks, int32_t clockCount, uint64_t count) {
    h->chosen.clear();
    for (int32_t i = 0; i < clockCount; ++i) h->chosen.push_back(static_cast<CData*>(clocks[i]));
    h->ticking = &h->chosen;
    const uint64_t done = harness_step(h, count);
    h->ticking = &h->clocks;
    return done;
}

// One cycle; returns 0, or not when a check failed or the circuit finished.
uint32_t harness_cycle(Harness* h) {
    if (VL_UNLIKELY(!h->plain)) {
        harness_step(h, 1);
    } else {  // the same as settleIfNeeded and edge, for a model without devices and waves
        try {
            Model& top = *h->top;
            if (h->clockHigh | h->stale) {
                *h->clock = 0;
                top.eval();
                h->stale = 0;
            }
            *h->clock = 1;
            h->timeInc(cycleTime);
            top.eval();
            h->clockHigh = 1;
            h->cycle++;
        } catch (const GaveUp&) {
        }
    }
    return h->failed | h->finished;
}

// Cycles until the 1-bit port at `flag` is high in a settled cycle, which is then not clocked. Returns the number of
// edges made; `limit` + 1 when it was still low after `limit` edges.
uint64_t harness_run_until(Harness* h, const uint8_t* flag, uint64_t limit) {
    uint64_t done = 0;
    try {
        for (;;) {
            settleIfNeeded(h);
            if (*flag & 1) break;
            if (done == limit) return limit + 1;
            edge(h);
            ++done;
            if (ended(h)) break;
        }
    } catch (const GaveUp&) {
    }
    return done;
}

void harness_attach(Harness* h, void* self, void (*drive)(void*), void (*sample)(void*)) {
    h->devices.push_back(Device{self, drive, sample});
    choosePath(h);
    h->driven = false;
    h->stale = 1;
}
void harness_detach(Harness* h, void* self) {
    for (size_t i = h->devices.size(); i-- > 0;)
        if (h->devices[i].self == self) h->devices.erase(h->devices.begin() + static_cast<long>(i));
    choosePath(h);
}

// The file of the first failure; `harness_forgive` lets the model go on.
const char* harness_failed_file(Harness* h) { return h->failedFile.c_str(); }
void harness_forgive(Harness* h) {
    h->failed = 0;
    h->failedFile.clear();
}
const char* harness_printed(Harness* h) { return h->printed.c_str(); }
void harness_forget_printed(Harness* h) { h->printed.clear(); }

// Waves from now on into a new file; the file must be writable. Ends a file that is open. Nothing in a model without them.
void harness_waves_on(Harness* h, const char* path) {
#if MODEL_WAVES
    enter(h);
    harness_waves_off(h);
    h->waves = new VerilatedFstC;
    h->top->trace(h->waves, 99);
    h->waves->open(path);
    choosePath(h);
#else
    (void)h;
    (void)path;
#endif
}
void harness_waves_flush(Harness* h) {
    if (h->waves) h->waves->flush();
}

// Calls `found` for every internal signal: its name with the scopes, its address, width, number of elements (0: not an
// array) and bytes per element. Nothing in a model that was not built visible.
void harness_signals(
    Harness* h, void* self, void (*found)(void*, const char*, const char*, void*, int32_t, int32_t, int32_t)) {
    const VerilatedScopeNameMap* const scopes = h->scopeNameMap();
    for (const auto& scope : *scopes) {
        const VerilatedVarNameMap* const variables = scope.second->varsp();
        if (!variables) continue;
        for (const auto& entry : *variables) {
            const VerilatedVar& variable = entry.second;
            if (variable.isParam() || variable.udims() > 1) continue;
            found(
                self, scope.first, entry.first, variable.datap(), variable.dims() ? variable.packed().elements() : 1,
                variable.udims() ? variable.unpacked().elements() : 0, static_cast<int32_t>(variable.entSize()));
        }
    }
}

// Writes what was covered so far; false in a model that was not built for it.
int32_t harness_coverage(Harness* h, const char* path) {
#if MODEL_COVERAGE
    enter(h);
    h->coveragep()->write(path);
    return 1;
#else
    (void)h;
    (void)path;
    return 0;
#endif
}

}  // extern "C"
#pragma GCC visibility pop
