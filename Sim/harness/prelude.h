// What every model's unit includes, compiled once into a precompiled header: it is most of the work of a small model. The
// text of runtime.h stands before it.

#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "verilated.h"
#include "verilated_cov.h"
#include "verilated_fst_c.h"
#include "verilated_syms.h"
