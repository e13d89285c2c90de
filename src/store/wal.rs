//! A write-ahead log, read without SQLite (<https://www.sqlite.org/fileformat2.html#walformat>): the pages of a database as
//! they are with every committed frame of its log, in memory. For evidence, where nothing may be written, not even the
//! log's index.

const HEADER: usize = 32;
const FRAME: usize = 24;
/// Sum in little-endian words; one more, in big-endian.
const MAGIC: u32 = 0x377f_0682;

/// The checksum that runs over header and frames.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sum {
    big_endian: bool,
    pair: (u32, u32),
}

impl Sum {
    fn over(mut self, bytes: &[u8]) -> Self {
        let word = |four: &[u8]| {
            let four = <[u8; 4]>::try_from(four).unwrap_or_default();
            if self.big_endian { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
        };
        let (mut first, mut second) = self.pair;
        for eight in bytes.chunks_exact(8) {
            first = first.wrapping_add(word(&eight[..4])).wrapping_add(second);
            second = second.wrapping_add(word(&eight[4..])).wrapping_add(first);
        }
        self.pair = (first, second);
        self
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
}

/// The database as its log leaves it. A log that was cut, or whose salts are of an earlier one, counts up to there, as
/// SQLite has it.
pub(super) fn applied(mut database: Vec<u8>, log: &[u8]) -> Vec<u8> {
    for (page, content) in committed(&mut database, log) {
        let at = page * content.len();
        if let Some(place) = database.get_mut(at..at + content.len()) {
            place.copy_from_slice(content);
        }
    }
    // In memory there is no log: the format of the copy is that without one.
    if let Some(versions) = database.get_mut(18..20) {
        versions.fill(1);
    }
    database
}

/// Pages of committed frames, oldest first, numbered from 0; brings the database to its size after the last commit.
fn committed<'l>(database: &mut Vec<u8>, log: &'l [u8]) -> Vec<(usize, &'l [u8])> {
    let (mut frames, mut whole, mut size) = (Vec::new(), 0, 0);
    let (Some(header), size_of_page) = (log.get(..HEADER), number(log, 8) as usize) else { return frames };
    let sum = Sum { big_endian: number(log, 0) & 1 == 1, pair: (0, 0) }.over(&header[..24]);
    let fits = number(log, 0) & !1 == MAGIC && sum.pair == (number(log, 24), number(log, 28));
    if !fits || !size_of_page.is_power_of_two() || !(512..=65_536).contains(&size_of_page) {
        return frames;
    }
    let mut sum = sum;
    for frame in log[HEADER..].chunks_exact(FRAME + size_of_page) {
        let (head, content) = frame.split_at(FRAME);
        sum = sum.over(&head[..8]).over(content);
        let page = number(head, 0) as usize;
        if head[8..16] != log[16..24] || sum.pair != (number(head, 16), number(head, 20)) || page == 0 {
            break;
        }
        frames.push((page - 1, content));
        if number(head, 4) > 0 {
            (whole, size) = (frames.len(), number(head, 4) as usize);
        }
    }
    frames.truncate(whole);
    if whole > 0 {
        database.resize(size * size_of_page, 0);
    }
    frames
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rusqlite::Connection;

    use super::*;

    #[test]
    fn what_is_applied_is_what_sqlite_reads_and_a_torn_commit_is_not() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.sqlite");
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.execute_batch("PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x BLOB)").unwrap();
        let read = || (fs::read(&path).unwrap(), fs::read(path.with_extension("sqlite-wal")).unwrap());
        let count = |database: Vec<u8>| -> i64 {
            let mut memory = Connection::open_in_memory().unwrap();
            let length = database.len();
            memory.deserialize_read_exact("main", &database[..], length, true).unwrap();
            assert_eq!(memory.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
            memory.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap()
        };
        for number in 1..=20 {
            connection.execute("INSERT INTO t VALUES (randomblob(9000))", []).unwrap();
            let (database, log) = read();
            assert_eq!(count(applied(database.clone(), &log)), number);
            assert_eq!(count(applied(database.clone(), &log[..log.len() - 100])), number - 1, "cut within a frame");
            let mut torn = log.clone();
            let last = torn.len() - 1;
            torn[last] ^= 1;
            assert_eq!(count(applied(database, &torn)), number - 1, "a page that was changed");
        }
        let (database, mut log) = read();
        log[8] ^= 1;
        assert_eq!(applied(database.clone(), &log).len(), database.len(), "no header, no log");
    }
}
