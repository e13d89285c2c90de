//! What a search costs (docs/performance.md). Everything is made up: templates of nobody, in a program whose founding note says
//! `synthetic`.
//!
//! ```sh
//! cargo bench --bench search                                       # packed runs in memory: 1k to 1M, 192 values
//! cargo bench --bench search -- memory 10000000 192                # one size; above 2,000,000 the packed runs alone are in memory
//! cargo bench --bench search -- memory 200000 192 avx2             # as on a processor without AVX-512 (vnni, avx2, vectors, plain)
//! cargo bench --bench search -- repository DIR 1000000 192         # writes a repository, and says how to search it with `frs`
//! cargo bench --bench search -- serve FILE VALUES                  # for benches/peers/search.py
//! ```

#[path = "search/made_up.rs"]
mod made_up;
#[path = "search/memory.rs"]
mod memory;
#[path = "search/repository.rs"]
mod repository;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let number = |at: usize, usual: usize| words.get(at).map_or(usual, |word| word.parse().expect("a number"));
    match words.first().map(String::as_str) {
        None => {
            memory::head();
            [1_000, 10_000, 100_000, 1_000_000].into_iter().for_each(|count| memory::measure(count, 192, None));
        }
        Some("memory") => {
            memory::head();
            memory::measure(number(1, 1_000_000), number(2, 192), words.get(3).map(String::as_str));
        }
        Some("repository") => repository::write(words[1].as_ref(), number(2, 100_000), number(3, 192)),
        Some("write") => made_up::write(words[1].as_ref(), number(2, 1_000_000), number(3, 192)),
        Some("serve") => memory::serve(words[1].as_ref(), number(2, 192)),
        Some(other) => panic!("{other}: memory, repository, write or serve"),
    }
}
