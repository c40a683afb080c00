// What every model's unit includes, compiled once into a precompiled header: it is most of the work of a small model. The
// text of runtime.h stands before it.

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "verilated.h"
#include "verilated_cov.h"
#include "verilated_fst_c.h"
#include "verilated_syms.h"

// The generated code says which model it is when it stops, ends or prints (`vlSymsp` is in scope wherever it does), so that
// the harness need not note the running model for every cycle.
extern "C" void harness_stop(VerilatedContext* context, const char* file, int line);
extern "C" void harness_fatal(VerilatedContext* context, const char* file, int line, const char* message);
extern "C" void harness_finish(VerilatedContext* context);
extern "C" void harness_enter(VerilatedContext* context);
#define VL_STOP_MT(file, line, ...) harness_stop(vlSymsp->_vm_contextp__, file, line)
#define VL_FATAL_MT(file, line, hier, message) harness_fatal(vlSymsp->_vm_contextp__, file, line, message)
#define VL_FINISH_MT(...) harness_finish(vlSymsp->_vm_contextp__)
#define VL_WRITEF(...) (harness_enter(vlSymsp->_vm_contextp__), VL_WRITEF(__VA_ARGS__))
