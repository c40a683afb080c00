#include "CallSite.h"

static _Thread_local void *elaboration;

void *current_elaboration(void) { return elaboration; }
void set_current_elaboration(void *value) { elaboration = value; }
