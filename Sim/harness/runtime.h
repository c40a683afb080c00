// Included before everything else of a model and of the Verilator runtime: sends what the runtime would print or abort
// on to the harness, so that a failing check never ends the process and never writes to its standard output.
#ifndef HARNESS_RUNTIME_H
#define HARNESS_RUNTIME_H

extern "C" int harness_print(const char* format, ...) __attribute__((format(printf, 1, 2), visibility("hidden")));

#define VL_PRINTF harness_print
#define VL_USER_FINISH  // the harness defines vl_finish,
#define VL_USER_STOP    // vl_stop
#define VL_USER_FATAL   // and vl_fatal

#endif
