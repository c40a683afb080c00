// A request/response port of a circuit, served from a Memory.
//
// Handshake, cycle by cycle:
//   drive    at the start of a cycle, before anything is evaluated: sets request_ready and the response for this
//            cycle. Both come from the seed, the queue and the settings alone, never from this cycle's request, so the
//            circuit's outputs may depend on them combinationally without a loop.
//   sample   when the circuit has settled: a request that is valid while ready was set fires. It takes effect in the
//            memory at that moment, so requests of several ports are ordered by when they fire (within one cycle: by
//            the order in which the circuits are stepped).
// A request that fires in cycle c is answered in cycle c + latency at the earliest, exactly then if no response delay is
// asked for. Responses come in order, at most one per cycle; the circuit is always ready for them. With a ready port a
// request fires every cycle.
//
// Data and mask lanes are those of the aligned line that the address falls into, whatever its low bits. An exchange
// writes the masked bytes and answers with the whole line as it was. A failing request changes nothing. Data is
// 0xa5a5... whenever it means nothing: without a valid response, with an error, and for a store.

#include <cstdlib>

#include "memory.h"

namespace {

constexpr int32_t maximumWords = 8;  // 512 bits

struct Range {
    uint64_t first;
    uint64_t last;
    uint32_t operations;  // bit 0: loads, 1: stores, 2: exchanges
};

struct Response {
    uint64_t due;
    uint64_t error;
    uint64_t data[maximumWords];
};

// One accepted request, as the log keeps it.
struct LogEntry {
    uint64_t cycle;
    uint64_t address;
    uint32_t operation;
    uint32_t error;
    uint64_t mask;
    uint64_t data[maximumWords];      // as requested
    uint64_t response[maximumWords];  // as answered
};

// The addresses of the circuit's ports.
struct Pins {
    const uint8_t* requestValid;
    uint8_t* requestReady;
    const uint8_t* operation;
    const uint8_t* address;
    const uint8_t* data;
    const uint8_t* mask;
    uint8_t* responseValid;
    uint8_t* responseData;
    uint8_t* responseError;
    uint32_t addressBytes;
    uint32_t dataBytes;
};

// Written by the other side between cycles, at fixed offsets.
struct Settings {
    uint64_t latency;          // cycles from request to response, at least 1
    uint64_t backPressure;     // percent of the cycles in which request_ready is low
    uint64_t responseDelay;    // percent of the cycles in which a due response is held back
    int64_t grants;            // requests that may still fire; negative: any number
    uint64_t failRequest;      // the request with this number (from 1, counting all) fails; 0: none
    uint64_t outstanding;      // responses that may be waiting; 0: any number
    uint64_t logging;          // keep a log of accepted requests
    uint64_t cycle;            // read only from here on: cycles seen,
    uint64_t requests;         // requests accepted,
    uint64_t errors;           // of them answered with an error,
    uint64_t stalls;           // cycles with a valid request that was not accepted,
    uint64_t pending;          // responses not yet given
};

struct Link {
    Memory* memory;
    Pins pins;
    Settings settings;
    uint64_t random;
    bool ready = false;
    std::vector<Range> ranges;
    std::vector<LogEntry> log;
    std::vector<Response> queue;  // a ring: `head`, settings.pending
    size_t head = 0;

    uint64_t draw() {  // splitmix64
        uint64_t z = (random += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    bool chance(uint64_t percent) { return draw() % 100 < percent; }

    Response& push() {
        if (settings.pending == queue.size()) {
            std::vector<Response> larger(queue.empty() ? 16 : queue.size() * 2);
            for (size_t i = 0; i < settings.pending; ++i) larger[i] = queue[(head + i) % queue.size()];
            queue.swap(larger);
            head = 0;
        }
        return queue[(head + settings.pending++) % queue.size()];
    }

    bool fails(uint64_t address, uint32_t operation) const {
        if (settings.requests == settings.failRequest) return true;
        for (const Range& range : ranges)
            if (range.operations >> operation & 1 && address >= range.first && address <= range.last) return true;
        return false;
    }
};

uint64_t expand(uint64_t byteMask) {
    uint64_t bits = 0;
    for (int i = 0; i < 8; ++i)
        if (byteMask >> i & 1) bits |= 0xffull << (8 * i);
    return bits;
}

void drive(void* self) {
    Link& link = *static_cast<Link*>(self);
    Settings& settings = link.settings;
    // Two draws in every cycle, whatever happens: the pattern depends on the seed and the cycle alone.
    const bool pressed = link.chance(settings.backPressure);
    const bool held = link.chance(settings.responseDelay);
    if (settings.pending && !held && link.queue[link.head].due <= settings.cycle) {
        const Response& response = link.queue[link.head];
        *link.pins.responseValid = 1;
        *link.pins.responseError = static_cast<uint8_t>(response.error);
        memcpy(link.pins.responseData, response.data, link.pins.dataBytes);
        link.head = (link.head + 1) % link.queue.size();
        --settings.pending;
    } else {
        *link.pins.responseValid = 0;
        *link.pins.responseError = 0;
        memset(link.pins.responseData, 0xa5, link.pins.dataBytes);
    }
    link.ready = !pressed && settings.grants != 0 && (!settings.outstanding || settings.pending < settings.outstanding);
    *link.pins.requestReady = link.ready;
}

void accept(Link& link) {
    Settings& settings = link.settings;
    const Pins& pins = link.pins;
    const uint32_t words = pins.dataBytes / 8;
    ++settings.requests;
    if (settings.grants > 0) --settings.grants;

    uint64_t address = 0, mask = 0, data[maximumWords] = {};
    memcpy(&address, pins.address, pins.addressBytes);
    memcpy(&mask, pins.mask, words);
    memcpy(data, pins.data, pins.dataBytes);
    const uint32_t operation = *pins.operation & 3;
    const uint64_t line = address & ~static_cast<uint64_t>(pins.dataBytes - 1);

    Response& response = link.push();
    response.due = settings.cycle + settings.latency;
    response.error = operation > 2 || link.fails(address, operation);
    memset(response.data, 0xa5, sizeof response.data);
    if (response.error) {
        ++settings.errors;
    } else {
        for (uint32_t i = 0; i < words; ++i) {
            const uint64_t old = link.memory->read(line + 8 * i);
            if (operation != 1) response.data[i] = old;
            const uint64_t bits = operation ? expand(mask >> (8 * i) & 0xff) : 0;
            if (!bits) continue;
            const uint64_t value = (old & ~bits) | (data[i] & bits);
            link.memory->write(line + 8 * i, value);
            if (link.memory->journaling) link.memory->journal.push_back(JournalEntry{line + 8 * i, old, value});
        }
    }
    if (settings.logging) {
        LogEntry entry{settings.cycle, address, operation, static_cast<uint32_t>(response.error), mask, {}, {}};
        memcpy(entry.data, data, sizeof data);
        memcpy(entry.response, response.data, pins.dataBytes);
        link.log.push_back(entry);
    }
}

void sample(void* self) {
    Link& link = *static_cast<Link*>(self);
    if (*link.pins.requestValid & 1) {
        if (link.ready) {
            accept(link);
        } else {
            ++link.settings.stalls;
        }
    }
    ++link.settings.cycle;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

Link* link_new(Memory* memory, const Pins* pins, uint64_t seed) {
    auto* link = new Link{};
    link->memory = memory;
    link->pins = *pins;
    link->random = seed;
    link->settings.latency = 1;
    link->settings.grants = -1;
    return link;
}
void link_free(Link* link) { delete link; }
void (*link_drive())(void*) { return drive; }
void (*link_sample())(void*) { return sample; }
Settings* link_settings(Link* link) { return &link->settings; }

// Starts the random sequence again; drops what is waiting, the counts and the log.
void link_restart(Link* link, uint64_t seed) {
    link->random = seed;
    link->head = 0;
    link->log.clear();
    Settings& settings = link->settings;
    settings.cycle = settings.requests = settings.errors = settings.stalls = settings.pending = 0;
}
void link_add_range(Link* link, uint64_t first, uint64_t last, uint32_t operations) {
    link->ranges.push_back(Range{first, last, operations});
}
void link_clear_ranges(Link* link) { link->ranges.clear(); }

uint64_t link_log_count(Link* link) { return link->log.size(); }
const LogEntry* link_log(Link* link) { return link->log.data(); }
void link_log_clear(Link* link) { link->log.clear(); }

}  // extern "C"
#pragma GCC visibility pop
