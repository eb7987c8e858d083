// SPDX-License-Identifier: Apache-2.0
//
// A script through parser and compiler, to the plan of its STOREs; nothing is run.

#include "tests/fuzz/fuzz.h"
#include "tests/unit/compiler_session.h"

enum { SCRIPT_MAX_BYTES = 16 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes) {
    if (n_bytes > SCRIPT_MAX_BYTES)
        return 0;
    TestSession *session = test_session_create();
    test_compile(session, arena_strndup(session->arena, (const char *)data, n_bytes));
    if (compiler_report(session->compiler, FAULTS_ALL, session->sink) == STATUS_OK) {
        Roots roots = compiler_take_stores(session->compiler);
        LogicalPlan *plan;
        (void)!compiler_plan(session->compiler, session->arena, &roots, session->sink, &plan);
    }
    test_session_free(session);
    return 0;
}
