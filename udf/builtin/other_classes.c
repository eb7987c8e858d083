// SPDX-License-Identifier: Apache-2.0
//
// Classes of Apache Pig's packages that a script can name like a function though they are none.
// Each is refused as the reference refuses it.

#include "udf/builtin/functions.h"
#include "udf/registry_internal.h"

typedef enum Refusal {
    FOR_STORAGE,  // loaders and storers
    NO_FUNCTION,  // other classes and annotations
    NO_INSTANCE,  // abstract, or made with arguments only
    HIVE,         // functions of Apache Hive
    NOT_FOR_USERS // parts of the reference's own plans
} Refusal;

typedef struct OtherClass {
    const char *name;
    Refusal refusal;
} OtherClass;

static const OtherClass others[] = {
    {"AlgebraicBigDecimalMathBase", NO_INSTANCE},
    {"AlgebraicBigIntegerMathBase", NO_INSTANCE},
    {"AlgebraicByteArrayMathBase", NO_INSTANCE},
    {"AlgebraicDoubleMathBase", NO_INSTANCE},
    {"AlgebraicFloatMathBase", NO_INSTANCE},
    {"AlgebraicIntMathBase", NO_INSTANCE},
    {"AlgebraicLongMathBase", NO_INSTANCE},
    {"AlgebraicMathBase", NO_INSTANCE},
    {"AvroStorage", FOR_STORAGE},
    {"Base", NO_INSTANCE},
    {"BigDecimalWrapper", NO_FUNCTION},
    {"BigIntegerWrapper", NO_FUNCTION},
    {"BinStorage", FOR_STORAGE},
    {"BuildBloomBase", NO_INSTANCE},
    {"DefaultIndexableLoader", FOR_STORAGE},
    {"DoubleBase", NO_INSTANCE},
    {"FindQuantiles", NOT_FOR_USERS},
    {"FuncUtils", NO_FUNCTION},
    {"FunctionWrapperEvalFunc", NO_INSTANCE},
    {"GFAny", NOT_FOR_USERS},
    {"GFCross", NO_INSTANCE},
    {"GFReplicate", NOT_FOR_USERS},
    {"GenericInvoker", NO_INSTANCE},
    {"GetMemNumRows", NOT_FOR_USERS},
    {"HiveUDAF", HIVE},
    {"HiveUDF", HIVE},
    {"HiveUDFBase", HIVE},
    {"HiveUDTF", HIVE},
    {"Invoker", NO_FUNCTION},
    {"InvokerFunction", NO_FUNCTION},
    {"InvokerGenerator", NO_INSTANCE},
    {"IsFirstReduceOfKey", NOT_FOR_USERS},
    {"JsonLoader", FOR_STORAGE},
    {"JsonMetadata", NO_FUNCTION},
    {"JsonStorage", FOR_STORAGE},
    {"MonitoredUDF", NO_FUNCTION},
    {"Nondeterministic", NO_FUNCTION},
    {"OrcStorage", FOR_STORAGE},
    {"OutputSchema", NO_FUNCTION},
    {"ParquetLoader", FOR_STORAGE},
    {"ParquetStorer", FOR_STORAGE},
    {"PartitionSkewedKeys", NOT_FOR_USERS},
    {"PigStorage", FOR_STORAGE},
    {"PigStreaming", FOR_STORAGE},
    {"PoissonSampleLoader", FOR_STORAGE},
    {"RandomSampleLoader", FOR_STORAGE},
    {"ReadScalars", NOT_FOR_USERS},
    {"SampleLoader", FOR_STORAGE},
    {"StreamingUDF", NO_INSTANCE},
    {"TextLoader", FOR_STORAGE},
    {"TezIndexableLoader", FOR_STORAGE},
    {"TrevniStorage", FOR_STORAGE},
    {"Utf8StorageConverter", NO_FUNCTION},
};

static Status refuse(const ResultRequest *q, const OtherClass *other) {
    switch (other->refusal) {
    case FOR_STORAGE:
        return diagnose_hint(q->sink, 1200, q->place, "it stands behind USING in LOAD and STORE",
                             "%s is no function", other->name);
    case NO_FUNCTION:
        return diagnose(q->sink, 1200, q->place, "%s is no function", other->name);
    case NO_INSTANCE:
        return diagnose(q->sink, 1200, NULL, "%s cannot be made without arguments", other->name);
    case HIVE: {
        // Its class is not found: an error of Java's, which has a status of its own.
        Status status = diagnose_hint(
            q->sink, 2998, NULL, "DEFINE f FFI('library', 'signature') calls C functions",
            "%s runs classes of Apache Hive, which need Java", other->name);
        diagnostics_set_status(q->sink, EXIT_STATUS_THROWABLE);
        return status;
    }
    case NOT_FOR_USERS:
        break;
    }
    return diagnose(q->sink, 1070, q->place, "%s is no function for scripts", other->name);
}

bool udf_refuse_other_class(const ResultRequest *q, const char *name, Status *status) {
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].name, name) == 0) {
            *status = refuse(q, &others[i]);
            return true;
        }
    return false;
}
