#include "CallSite.h"
