//! The `standfirst` program. All of it is in the library: see [`standfirst::cli`].

/// Answers are made of many small values, and glibc's allocator takes a fifth of a busy bot's time. Without huge pages
/// (`no_thp`), since clearing one takes longer than an answer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    standfirst::cli::main()
}
