// SPDX-License-Identifier: Apache-2.0
//
// Which overload a call means, as Apache Pig's type checker chooses: an exact match; else, when an
// argument is untyped, the only form that matches the others; else the form that needs the fewest
// and shortest widenings. Two equally good forms are an error.

#include "udf/registry_internal.h"

static bool same_for_matching(const Type *argument, const Type *parameter);

static bool fields_match(const Schema *arguments, const Schema *parameters) {
    if (!arguments || arguments->n_fields != parameters->n_fields)
        return false;
    for (int i = 0; i < parameters->n_fields; i++)
        if (!same_for_matching(arguments->fields[i].type, parameters->fields[i].type))
            return false;
    return true;
}

// Complex parameters that say nothing of their inside take any inside.
static bool same_for_matching(const Type *argument, const Type *parameter) {
    if (parameter->tag == PIG_ANY)
        return true;
    argument = type_seen(argument);
    if (argument->shown) // as NULL: fits nothing
        return false;
    if (type_is_untyped(argument->tag) || type_is_untyped(parameter->tag))
        return type_is_untyped(argument->tag) && type_is_untyped(parameter->tag);
    if (argument->tag != parameter->tag)
        return false;
    if (parameter->tag == PIG_MAP && parameter->value)
        return argument->value && same_for_matching(argument->value, parameter->value);
    return !parameter->fields || fields_match(argument->fields, parameter->fields);
}

static bool is_untyped(const Argument *argument) {
    return type_is_untyped(type_seen(argument->type)->tag);
}

static const Type *parameter_type(const Signature *s, size_t i) {
    return s->parameters[i < s->n_parameters ? i : s->n_parameters - 1].type;
}

static bool count_fits(const Signature *s, size_t n_args) {
    if (s->unchecked)
        return true;
    return s->variadic ? n_args >= s->n_parameters : n_args == s->n_parameters;
}

static bool exact_match(const Signature *s, const Argument *args, size_t n_args,
                        bool ignore_untyped) {
    if (!count_fits(s, n_args))
        return false;
    for (size_t i = 0; i < n_args && !s->unchecked; i++)
        if (!(ignore_untyped && is_untyped(&args[i])) &&
            !same_for_matching(args[i].type, parameter_type(s, i)))
            return false;
    return true;
}

// Distance of a widening, 0 for none, -1 when there is none: numbers in the order of this list.
static int widening(pig_type from, pig_type to) {
    static const pig_type order[] = {PIG_BOOLEAN, PIG_INT,        PIG_LONG,      PIG_FLOAT,
                                     PIG_DOUBLE,  PIG_BIGINTEGER, PIG_BIGDECIMAL};
    int from_at = -1, to_at = -1;
    for (int i = 0; i < (int)(sizeof order / sizeof *order); i++) {
        from_at = order[i] == from ? i : from_at;
        to_at = order[i] == to ? i : to_at;
    }
    if (from_at < 0 || to_at < 0 || to_at < from_at)
        return -1;
    return to_at - from_at;
}

// The reference's score: distance times number of widenings; -1: does not fit.
static long fit(const Signature *s, const Argument *args, size_t n_args) {
    if (!count_fits(s, n_args))
        return -1;
    long distance = 0, casts = 0;
    for (size_t i = 0; i < n_args; i++) {
        const Type *parameter = parameter_type(s, i);
        if (is_untyped(&args[i]) || same_for_matching(args[i].type, parameter))
            continue;
        int step = widening(type_seen(args[i].type)->tag, parameter->tag);
        if (step <= 0)
            return -1;
        distance += step;
        casts++;
    }
    return distance * casts;
}

// ---- messages ----

static void describe_arguments(const Argument *args, size_t n_args, Text *out) {
    text_append_char(out, '(');
    for (size_t i = 0; i < n_args; i++) {
        text_append_string(out, i ? ", " : "");
        type_describe(args[i].type, out);
    }
    text_append_char(out, ')');
}

// The parameter list of a signature text.
static void append_parameters(const char *signature, Text *out) {
    const char *arrow = strstr(signature, " -> ");
    text_append(out, signature, arrow ? (size_t)(arrow - signature) : strlen(signature));
}

static const char *forms_hint(Arena *arena, const Lookup *lookup, bool scalar_given) {
    Text hint = text_new(0);
    text_append_string(&hint, "it takes ");
    for (size_t i = 0; i < lookup->n_functions; i++) {
        text_append_string(&hint, i == 0 ? "" : i + 1 == lookup->n_functions ? " or " : ", ");
        append_parameters(lookup->functions[i]->signature_text, &hint);
    }
    if (scalar_given)
        text_append_string(&hint, "; GROUP first");
    const char *copy = arena_strndup(arena, hint.data, hint.n_bytes);
    text_free(&hint);
    return copy;
}

static Status report_no_form(const ResultRequest *q, const Lookup *lookup) {
    Text given = text_new(0);
    describe_arguments(q->args, q->n_args, &given);
    bool scalar = lookup->functions[0]->fn.kind == PIG_KIND_AGGREGATE && q->n_args == 1 &&
                  q->args[0].type->tag != PIG_BAG;
    const int code = udf_builtin_no_form_code(lookup->functions[0]->class_name, q->n_args);
    Status status = diagnose_hint(q->sink, code, q->place, forms_hint(q->arena, lookup, scalar),
                                  "no form of %s takes %s", lookup->written, given.data);
    text_free(&given);
    return status;
}

static Status report_several(const ResultRequest *q, const Lookup *lookup, const Function *a,
                             const Function *b) {
    Text forms = text_new(0);
    append_parameters(a->signature_text, &forms);
    text_append_string(&forms, " and ");
    append_parameters(b->signature_text, &forms);
    Status status = diagnose_hint(q->sink, 1046, q->place, "cast the untyped argument",
                                  "several forms of %s fit: %s", lookup->written, forms.data);
    text_free(&forms);
    return status;
}

static Status report_unknown(const Registry *registry, const ResultRequest *q, const char *name) {
    Status status;
    if (udf_refuse_other_class(q, registry_bare_name(name), &status))
        return status;
    size_t n = 0;
    const char *const *names = registry_names(registry, &n);
    const char *last = strrchr(name, '.');
    const char *near = nearest_name(last ? last + 1 : name, names, n);
    const char *hint = near ? arena_printf(q->arena, "did you mean %s?", near) : NULL;
    return diagnose_hint(q->sink, 1070, q->place, hint, "there is no function '%s'", name);
}

// ---- choosing ----

// *chosen stays NULL when no form matches.
static Status choose_exact(const ResultRequest *q, const Lookup *lookup, bool ignore_untyped,
                           const Function **chosen) {
    for (size_t i = 0; i < lookup->n_functions; i++) {
        const Function *f = lookup->functions[i];
        if (!exact_match(f->signature, q->args, q->n_args, ignore_untyped))
            continue;
        if (*chosen)
            return report_several(q, lookup, *chosen, f);
        *chosen = f;
    }
    return STATUS_OK;
}

static Status choose_by_fit(const ResultRequest *q, const Lookup *lookup, bool untyped,
                            const Function **chosen) {
    const Function *second = NULL;
    long best = -1, next = -1;
    for (size_t i = 0; i < lookup->n_functions; i++) {
        long score = fit(lookup->functions[i]->signature, q->args, q->n_args);
        if (score < 0)
            continue;
        if (!*chosen || score < best) {
            second = *chosen;
            next = best;
            *chosen = lookup->functions[i];
            best = score;
        } else if (!second || score < next) {
            second = lookup->functions[i];
            next = score;
        }
    }
    if (second && next == best) {
        if (untyped)
            return report_several(q, lookup, *chosen, second);
        *chosen = NULL;
    }
    if (!untyped || !second || !*chosen)
        return STATUS_OK;
    // All forms that fit must want the same type for an untyped argument.
    for (size_t i = 0; i < lookup->n_functions; i++) {
        const Function *f = lookup->functions[i];
        if (fit(f->signature, q->args, q->n_args) < 0)
            continue;
        for (size_t a = 0; a < q->n_args; a++)
            if (is_untyped(&q->args[a]) && parameter_type(f->signature, a)->tag !=
                                               parameter_type((*chosen)->signature, a)->tag)
                return report_several(q, lookup, *chosen, f);
    }
    return STATUS_OK;
}

static Status choose(const ResultRequest *q, const Lookup *lookup, const Function **chosen) {
    TRY(choose_exact(q, lookup, false, chosen));
    if (*chosen)
        return STATUS_OK;
    bool untyped = false;
    for (size_t i = 0; i < q->n_args; i++)
        untyped |= is_untyped(&q->args[i]);
    if (untyped)
        TRY(choose_exact(q, lookup, true, chosen));
    if (!*chosen)
        TRY(choose_by_fit(q, lookup, untyped, chosen));
    return *chosen ? STATUS_OK : report_no_form(q, lookup);
}

// An aggregate looks at the leading fields of its bag's tuples.
static bool leading_fields_match(const Function *f, const ResultRequest *q) {
    if (f->fn.kind != PIG_KIND_AGGREGATE || q->n_args != 1 || f->signature->n_parameters != 1)
        return false;
    const Type *bag = type_seen(q->args[0].type);
    const Schema *wanted = f->signature->parameters[0].type->fields;
    if (bag->tag != PIG_BAG || !bag->fields || !wanted || bag->fields->n_fields < wanted->n_fields)
        return false;
    for (int i = 0; i < wanted->n_fields; i++)
        if (!same_for_matching(bag->fields->fields[i].type, wanted->fields[i].type))
            return false;
    return true;
}

// A class named outright converts nothing: arguments of other types fail when it runs.
static Status choose_class(const ResultRequest *q, const Lookup *lookup, const Function **chosen) {
    for (size_t i = 0; i < lookup->n_functions && !*chosen; i++)
        if (exact_match(lookup->functions[i]->signature, q->args, q->n_args, false) ||
            leading_fields_match(lookup->functions[i], q))
            *chosen = lookup->functions[i];
    if (*chosen)
        return STATUS_OK;
    Function *failing = ARENA_NEW(q->arena, Function);
    *failing = *lookup->functions[0];
    failing->fn = (pig_fn){.size = sizeof(pig_fn),
                           .name = failing->name,
                           .kind = PIG_KIND_SCALAR,
                           .batch = udf_wrong_class_argument,
                           .doc = failing->fn.doc};
    *chosen = failing;
    return STATUS_OK;
}

// ---- the call ----

// True if the parameter wants values of its own type, where the argument's may be of others.
static bool settles(const Type *argument, const Type *parameter) {
    bool open = type_is_complex(parameter->tag) ? !parameter->fields && !parameter->value
                                                : parameter->tag == PIG_ANY;
    return !open && type_is_mixed(argument);
}

// The argument's own type where the parameter takes it as it is.
static const Type *wanted_type(const Signature *s, const Argument *arg, size_t i, bool exact) {
    if (s->unchecked || exact)
        return arg->type;
    const Type *parameter = parameter_type(s, i);
    bool as_it_is = same_for_matching(arg->type, parameter) && !settles(arg->type, parameter);
    return as_it_is ? arg->type : parameter;
}

static void set_arguments(const ResultRequest *q, bool by_class, FunctionCall *call) {
    const Signature *s = call->function->signature;
    const Type **types = ARENA_NEW_ARRAY(q->arena, const Type *, q->n_args);
    for (size_t i = 0; i < q->n_args; i++)
        types[i] = wanted_type(s, &q->args[i], i, by_class);
    call->n_args = q->n_args;
    call->arg_types = types;
    call->n_columns = 1;
    if (call->fn->kind == PIG_KIND_AGGREGATE && s->n_parameters == 1 &&
        s->parameters[0].type->fields)
        call->n_columns = (size_t)s->parameters[0].type->fields->n_fields;
}

static void set_result(FunctionCall *call) {
    const Signature *s = call->function->signature;
    call->result = s->result;
    call->fixed_name = s->result_name;
    call->naming = s->result_name ? RESULT_FIXED : RESULT_NAMELESS;
}

static Status check_constructor(const ResultRequest *q, const Lookup *lookup) {
    const Function *f = lookup->functions[0];
    if ((int)lookup->n_constructor_args >= f->min_constructor_args &&
        (int)lookup->n_constructor_args <= f->max_constructor_args)
        return STATUS_OK;
    Text given = text_new(0);
    for (size_t i = 0; i < lookup->n_constructor_args; i++)
        text_printf(&given, "%s'%s'", i ? ", " : "", lookup->constructor_args[i]);
    Status status = diagnose(q->sink, 1200, NULL, "%s cannot be made with the arguments (%s)",
                             lookup->name, given.data);
    text_free(&given);
    return status;
}

static Status parse_signatures(const ResultRequest *q, const Lookup *lookup) {
    for (size_t i = 0; i < lookup->n_functions; i++) {
        Function *f = (Function *)lookup->functions[i]; // ours; parsed at first use
        if (f->signature)
            continue;
        Text why = text_new(0);
        f->signature = signature_parse(q->arena, f->signature_text, &why);
        Status status = STATUS_OK;
        if (!f->signature)
            status = diagnose(q->sink, 9007, q->place, "the signature of %s cannot be read: %s",
                              f->name, why.data);
        text_free(&why);
        TRY(status);
    }
    return STATUS_OK;
}

static const char *full_class_name(Arena *arena, const Function *f) {
    if (f->library || f->foreign || strchr(f->class_name, '.'))
        return f->class_name;
    return arena_printf(arena, "org.apache.pig.builtin.%s", f->class_name);
}

Status registry_resolve(Registry *registry, const char *name, const Argument *args, size_t n_args,
                        const Place *place, DiagnosticSink *sink, FunctionCall *call) {
    ResultRequest q = {registry->arena, args, n_args, place, sink};
    Lookup lookup;
    registry_lookup(registry, name, &lookup);
    if (lookup.n_functions == 0)
        return report_unknown(registry, &q, lookup.name);
    TRY(parse_signatures(&q, &lookup));
    TRY(check_constructor(&q, &lookup));
    const Function *chosen = NULL;
    TRY((lookup.by_class ? choose_class : choose)(&q, &lookup, &chosen));
    *call = (FunctionCall){.function = chosen,
                           .fn = &chosen->fn,
                           .class_name = full_class_name(registry->arena, chosen),
                           .n_constructor_args = lookup.n_constructor_args,
                           .constructor_args = lookup.constructor_args};
    set_arguments(&q, lookup.by_class, call);
    set_result(call);
    return chosen->rule ? chosen->rule(&q, call) : STATUS_OK;
}
