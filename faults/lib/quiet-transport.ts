// Imported first: what the transport says to stderr of faults that are injected on purpose is of no use.
process.env['GRPC_VERBOSITY'] ??= 'NONE'

export {}
