//! Words for whoever opens a bundle without frs: what lies in it, in which form, and how each step is checked with the tools that
//! every system has. It stands by itself: whoever receives a bundle has none of our pages. `tests/e2e/standard_tools.rs` runs its
//! commands as they are printed.

use crate::{gate::HandoverClass, policy::LEAD_NOTICE, report::ProgramLine};

/// The text of `README.txt`.
pub(super) fn readme(class: HandoverClass, program: &ProgramLine) -> String {
    let mark = match program.kind.as_str() {
        "program" => String::new(),
        kind => format!("*** {} *** No evidence, no lead, no police record.\n\n", kind.to_uppercase()),
    };
    let what = match class {
        HandoverClass::Packet => {
            "This is what would be released, for the release authority to look at. It is NOT released."
        }
        HandoverClass::Release => {
            "Released to the recipient that MANIFEST.frs names, under the conditions that stand there."
        }
        HandoverClass::Share => {
            "Shared inside the Department with the recipient that MANIFEST.frs names, for their need to know only."
        }
    };
    let approval = match class {
        HandoverClass::Packet => "",
        HandoverClass::Release | HandoverClass::Share => APPROVAL,
    };
    let end = if class == HandoverClass::Release { ONCE } else { "" };
    format!(
        "{mark}{what}\n\n{LEAD_NOTICE}\n\n{FORM}{}{approval}{end}",
        STEPS.replace("FINGERPRINT", &program.fingerprint)
    )
}

const FORM: &str = "\
WHAT LIES HERE

  MANIFEST.frs       what this holds, for whom, on which terms; signed by the examiner who made it
  papers.txt         the founding note of the program, and the papers that gave every signer their office
  papers-chain.txt   SHA-256 of every paper that the book had accepted, in order
  *.tlog-proof       that the book accepted the approval, and who asked for it, seen by a witness;
                     where there is none, no witness had seen it when this was made
  all else           the items, by the names that MANIFEST.frs gives them

ITS FORM

The bundle was a zip (files stored, in a fixed order), encrypted with age (age-encryption.org/v1):
    age -d -i KEY.txt -o bundle.zip BUNDLE.zip.age ; unzip bundle.zip -d got

MANIFEST.frs and every paper are signed notes (C2SP signed-note): lines of text, an empty line, then
lines \"— NAME BASE64\". What is signed is the text with its last line feed, without the empty line:
Ed25519 (RFC 8032). BASE64 is 4 bytes that name the key, then the 64 bytes of the signature.
Line 1 of a text is its kind, line 2 the program (SHA-256 of the text of its founding note); every
other line is \"key: value\". A person is named by the SHA-256 of their public key (32 bytes): person-
and its first 32 hexadecimal digits; NAME is frs/ and that. In papers.txt every paper stands after a
line \"==== PLACE TIME\": the entry of the book that accepted it, and when.
A line \"file: NAME KIND SHA-256 BYTES\" of the manifest names each other file, in order.

";

const STEPS: &str = r#"CHECKED WITHOUT frs (sh, awk, sed, sha256sum, openssl 3), typed in this directory

1. The files are those that the manifest names, and it names all but itself (the two numbers differ by 1):

    sed -n 's/^file: \([^ ]*\) [^ ]* \([0-9a-f]*\) [0-9]*$/\2  \1/p' MANIFEST.frs | sha256sum -c
    ls | wc -l ; grep -c '^file: ' MANIFEST.frs

2. The program. Split papers.txt; the SHA-256 of the founding note's text is line 2 of the manifest. Its first 24
   digits are the fingerprint FINGERPRINT: have the Department tell it by voice, for this page
   may be anybody's.

    text() { sed '/^$/,$d' "$1" ; }
    C=$(mktemp -d)
    awk -v d="$C" '/^==== /{n++; f=sprintf("%s/p%03d",d,n); next} f{print > f}' papers.txt
    text $C/p001 | sha256sum ; sed -n 2p MANIFEST.frs

3. Who signed. The examiner's public key stands in their authorization, after "keys:"; their roles after "role:".

    value() { sed -n "s/^$1: \([^ ]*\).*/\1/p" "$2" ; }
    of() { grep -l "^person: $1" $(grep -l "^frs/authorization/" $C/p*) | tail -n 1 ; }
    key() {
      printf 'asn1=SEQUENCE:s\n[s]\na=SEQUENCE:o\nk=FORMAT:HEX,BITSTRING:%s\n[o]\no=OID:1.3.101.112\n' "$1" > $C/cnf
      openssl asn1parse -genconf $C/cnf -noout -out $C/der
      openssl pkey -pubin -inform DER -in $C/der -out $C/pem
    }
    signed() {
      key "$2" ; text "$1" > $C/text
      sed -n '/^$/,$s/^[^ ]* [^ ]* //p' "$1" | while read -r line ; do
        printf '%s' "$line" | openssl base64 -d -A | tail -c 64 > $C/sig
        openssl pkeyutl -verify -pubin -inkey $C/pem -rawin -in $C/text -sigfile $C/sig 2>&1
      done
    }
    E=$(of "$(value signer MANIFEST.frs)")
    grep '^role: ' $E
    signed MANIFEST.frs "$(value keys $E)"

4. Who made them an examiner: the approver of that authorization. It is the Commander, whose key stands in the founding note
   after "root:" (or in a later "succession"), or a designee, whose own authorization and designation the Commander signed.

    value approver $E
    key "$(value root $C/p001)" ; tail -c 32 $C/der | sha256sum | cut -c 1-32
    signed $E "$(value root $C/p001)"

   No paper before the manifest's "entry" may suspend or retire a signer:

    grep -l '^frs/suspension/\|^frs/retirement/' $C/p*

"#;

const APPROVAL: &str = r#"5. What was approved: the paper whose text has the SHA-256 after "approval:" in the manifest (a share that was approved
   by word names none: the cover sheet says by whom). Case, recipient, key, conditions, basis and the items must be those of the
   manifest; of a release its verdict is approve, and its signer's authorization names the role release-authority.

    A=$(for p in $C/p* ; do text $p | sha256sum | grep -q "^$(value approval MANIFEST.frs) " && echo $p ; done)
    text "$A"
    sed -n 's/^file: [^ ]* \([^ ]*\) \([0-9a-f]*\) [0-9]*$/item: \1 \2/p' MANIFEST.frs | grep -F -x -f - "$A"
    for who in $(sed -n '/^$/,$s/^[^ ]* frs.\([^ ]*\) .*/\1/p' "$A") ; do
      P=$(of $who) ; echo $who
      if [ -n "$P" ] ; then grep '^role: ' $P ; signed "$A" "$(value keys $P)"
      else signed "$A" "$(value root $C/p001)" ; fi
    done

   Who has no authorization here is the Commander; that they may be release authority too, the founding note or a floor says
   ("commander-may-be-release-authority").

6. acceptance.tlog-proof (C2SP tlog-proof) shows that the book accepted that paper: any tool for that format checks the path from
   the leaf, which stands in its JSON, to the checkpoint, and the signatures of log and witnesses under it. The log's key is "log" in
   the founding note (or in a later log-key), the witnesses' keys stand as "witness" in the newest floor. The leaf's "papers" is
   SHA-256("frs/papers/1" and the digest before and that of the paper, as bytes), beginning with the program id, over the lines of
   papers-chain.txt up to the approval. No other paper in papers.txt up to there may be missing among them.

"#;

const ONCE: &str = "\
WHAT THIS CANNOT SHOW

That it was released once, and that the Department's book holds this release: ask the Department for the proof of the entry that
follows the manifest's \"entry\" (frs audit prove --open record). It names the SHA-256 of the encrypted bundle. Nor that no paper was left
out that suspended somebody: only the whole book shows that.
";
