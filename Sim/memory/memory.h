// A sparse memory of 64-bit words behind one or more request/response ports. C interface; see memory.cpp and link.cpp.
#ifndef MEMORY_H
#define MEMORY_H

#include <cstdint>
#include <cstring>
#include <unordered_map>
#include <vector>

// One written word, as the journal keeps it.
struct JournalEntry {
    uint64_t address;  // of the word, a multiple of 8
    uint64_t before;
    uint64_t after;
};

// Words by page of 4 KiB; a word that was never written is zero.
struct Memory {
    static constexpr uint64_t pageWords = 512;
    struct Page {
        uint64_t words[pageWords];
    };

    std::unordered_map<uint64_t, Page*> pages;
    uint64_t lastNumber = ~0ull;
    Page* lastPage = nullptr;
    bool journaling = true;
    std::vector<JournalEntry> journal;

    ~Memory() {
        for (auto& page : pages) delete page.second;
    }

    Page* find(uint64_t number) {
        if (number == lastNumber) return lastPage;
        const auto found = pages.find(number);
        if (found == pages.end()) return nullptr;
        lastNumber = number;
        return lastPage = found->second;
    }

    uint64_t read(uint64_t address) {
        const Page* const page = find(address >> 12);
        return page ? page->words[(address >> 3) & (pageWords - 1)] : 0;
    }

    void write(uint64_t address, uint64_t value) {
        Page* page = find(address >> 12);
        if (!page) {
            if (!value) return;
            page = new Page{};
            pages[address >> 12] = page;
            lastNumber = address >> 12;
            lastPage = page;
        }
        page->words[(address >> 3) & (pageWords - 1)] = value;
    }
};

#endif
