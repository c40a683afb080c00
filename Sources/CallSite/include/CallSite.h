#pragma once
#include <stdint.h>

/// The return address of the function that this is inlined into: where the operator was called. (See `HDL/Places`.)
static inline __attribute__((always_inline)) uintptr_t call_site(void) {
    return (uintptr_t)__builtin_return_address(0);
}

/// What `set_current_elaboration` was given last on this thread. (See `HDL/Elaboration`.)
void *current_elaboration(void);
void set_current_elaboration(void *elaboration);
