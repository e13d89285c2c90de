use std::fs;

use super::*;

fn place(photographs: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in photographs {
        fs::create_dir_all(dir.path().join(name).parent().unwrap()).unwrap();
        fs::write(dir.path().join(name), name).unwrap();
    }
    dir
}

fn pairs(dir: &Path, text: &str, only: &[(String, String)]) -> Result<List, String> {
    let file = dir.join("pairs.csv");
    fs::write(&file, text).unwrap();
    EvaluationSource::Pairs { file, root: None }.read(only, 1).map_err(|e| e.to_string())
}

fn manifest(dir: &Path, text: &str) -> Result<List, String> {
    let file = dir.join("list.csv");
    fs::write(&file, text).unwrap();
    EvaluationSource::Manifest { file, root: None }.read(&[], 1).map_err(|e| e.to_string())
}

fn persons(list: &List) -> Vec<u32> {
    list.photographs.iter().map(|photograph| photograph.person).collect()
}

#[test]
fn people_of_pairs_are_labels_or_folders_or_what_the_pairs_join() {
    let dir = place(&["x/1.jpg", "x/2.jpg", "y/1.jpg", "y/2.jpg"]);
    let by_folder = "path_a,path_b,same,fold\nx/1.jpg,x/2.jpg,1,0\nx/2.jpg,y/1.jpg,0,1\nx/1.jpg,y/2.jpg,no,\n";
    let list = pairs(dir.path(), by_folder, &[]).unwrap();
    assert_eq!((persons(&list), list.people), (vec![0, 0, 1, 1], 2));
    let folds: Vec<_> = list.pairs.unwrap().iter().map(|pair| pair.fold).collect();
    assert_eq!(folds, [Some(0), Some(1), None]);
    let by_joins = "path_a,path_b,same\nx/1.jpg,x/2.jpg,0\nx/2.jpg,y/1.jpg,1\n";
    assert_eq!(persons(&pairs(dir.path(), by_joins, &[]).unwrap()), [0, 1, 1]);
    let by_label = "path_a,path_b,same,subject_a,subject_b\nx/1.jpg,x/2.jpg,0,S,T\ny/1.jpg,x/2.jpg,1,T,T\n";
    assert_eq!(persons(&pairs(dir.path(), by_label, &[]).unwrap()), [0, 1, 1]);
}

#[test]
fn a_list_of_pairs_is_used_whole_or_not_at_all() {
    let dir = place(&["x/1.jpg", "x/2.jpg", "y/1.jpg"]);
    for (text, says) in [
        ("path_a,same\nx/1.jpg,1\n", "no column \"path_b\""),
        ("path_a,path_b,same\nx/1.jpg,x/3.jpg,1\n", "row 2: path_b: there is no such file"),
        ("path_a,path_b,same\nx/1.jpg,x/2.jpg,maybe\n", "row 2: same says 1"),
        ("path_a,path_b,same\nx/1.jpg,x/1.jpg,1\n", "the same photograph"),
        ("path_a,path_b,same\nx/1.jpg,../../etc/passwd,1\n", "row 2: path_b"),
        ("path_a,path_b,same\n", "no pairs"),
        ("path_a,path_b,same,fold\nx/1.jpg,x/2.jpg,1,one\n", "no number"),
        ("path_a,path_b,same,subject_a,subject_b\nx/1.jpg,x/2.jpg,1,S,T\n", "otherwise than its subjects"),
        ("path_a,path_b,same,subject_a,subject_b\nx/1.jpg,x/2.jpg,1,S,S\nx/1.jpg,y/1.jpg,0,R,U\n", "another subject"),
        ("path_a,path_b,same\nx/1.jpg,x/2.jpg,1\nx/2.jpg,y/1.jpg,1\nx/1.jpg,y/1.jpg,0\n", "contradict"),
    ] {
        let error = pairs(dir.path(), text, &[]).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn rows_can_be_chosen() {
    let dir = place(&["x/1.jpg", "x/2.jpg", "y/1.jpg"]);
    let text = "path_a,path_b,same,set\nx/1.jpg,x/2.jpg,1,lfw\nx/2.jpg,y/1.jpg,0,other\n";
    let only = [("set".to_owned(), "lfw".to_owned())];
    assert_eq!(pairs(dir.path(), text, &only).unwrap().pairs.unwrap().len(), 1);
}

#[test]
fn without_roles_the_oldest_is_enrolled_and_every_second_single_one() {
    let dir = place(&["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"]);
    let text = "path,subject,capture_date\na.jpg,S,2010\nb.jpg,S,2005\nc.jpg,T,\nd.jpg,T,2001\ne.jpg,U,\nf.jpg,V,\n";
    let list = manifest(dir.path(), text).unwrap();
    let parts: Vec<_> = list.photographs.iter().map(|photograph| photograph.part.unwrap()).collect();
    use Part::{Gallery as G, Probe as P};
    assert_eq!(parts, [P, G, G, P, G, P]);
    // Two of each who has more, and always one to search for.
    let dir = place(&["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"]);
    let text =
        "path,subject,capture_date\na.jpg,S,2010\nb.jpg,S,2005\nc.jpg,S,2001\nd.jpg,T,2001\ne.jpg,T,\nf.jpg,V,\n";
    fs::write(dir.path().join("list.csv"), text).unwrap();
    let source = EvaluationSource::Manifest { file: dir.path().join("list.csv"), root: None };
    let list = source.read(&[], 2).unwrap();
    let parts: Vec<_> = list.photographs.iter().map(|photograph| photograph.part.unwrap()).collect();
    assert_eq!(parts, [P, G, G, G, P, G]);
}

#[test]
fn roles_are_for_all_rows_and_a_photograph_stands_once() {
    let dir = place(&["a.jpg", "b.jpg"]);
    for (text, says) in [
        ("path,subject,role\na.jpg,S,gallery\nb.jpg,S,\n", "1 of 2 rows have a role"),
        ("path,subject,role\na.jpg,S,suspect\nb.jpg,S,probe\n", "row 2: the column role"),
        ("path,subject\na.jpg,S\na.jpg,T\n", "row 3: the photograph stands in the list twice"),
        ("path,subject\na.jpg,S\nc.jpg,T\n", "row 3: there is no such file"),
    ] {
        let error = manifest(dir.path(), text).unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}
