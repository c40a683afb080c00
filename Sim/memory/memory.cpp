// The C interface of the storage: single words, blocks, the journal.

#include "memory.h"

#include <algorithm>

#pragma GCC visibility push(default)
extern "C" {

Memory* memory_new() { return new Memory; }
void memory_free(Memory* memory) { delete memory; }

uint64_t memory_read(Memory* memory, uint64_t address) { return memory->read(address); }
void memory_write(Memory* memory, uint64_t address, uint64_t value) { memory->write(address, value); }

void memory_read_block(Memory* memory, uint64_t address, uint64_t* words, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) words[i] = memory->read(address + i * 8);
}
void memory_write_block(Memory* memory, uint64_t address, const uint64_t* words, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) memory->write(address + i * 8, words[i]);
}
void memory_clear(Memory* memory) {
    for (auto& page : memory->pages) delete page.second;
    memory->pages.clear();
    memory->lastNumber = ~0ull;
    memory->lastPage = nullptr;
    memory->journal.clear();
}

// Fills `entries` with up to `room` pairs of address and value of the words that are not zero, in order of address;
// returns how many there are.
uint64_t memory_contents(Memory* memory, uint64_t* entries, uint64_t room) {
    std::vector<uint64_t> numbers;
    for (const auto& page : memory->pages) numbers.push_back(page.first);
    std::sort(numbers.begin(), numbers.end());
    uint64_t count = 0;
    for (const uint64_t number : numbers) {
        const Memory::Page* const page = memory->pages[number];
        for (uint64_t i = 0; i < Memory::pageWords; ++i) {
            if (!page->words[i]) continue;
            if (count < room) {
                entries[2 * count] = (number << 12) + i * 8;
                entries[2 * count + 1] = page->words[i];
            }
            ++count;
        }
    }
    return count;
}

// What the ports wrote (not what `memory_write` did), in order.
void memory_set_journaling(Memory* memory, int32_t on) { memory->journaling = on != 0; }
uint64_t memory_journal_count(Memory* memory) { return memory->journal.size(); }
const JournalEntry* memory_journal(Memory* memory) { return memory->journal.data(); }
void memory_journal_clear(Memory* memory) { memory->journal.clear(); }

}  // extern "C"
#pragma GCC visibility pop
