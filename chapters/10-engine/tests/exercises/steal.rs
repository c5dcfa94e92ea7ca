//! 10.5: somebody else's session.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use engine::Config;

use crate::steal;
use crate::web::{House, Http};

/// The server that believes its ids to be luck.
struct Naive {
    secret: [u8; 11],
    number: u32,
}

impl Naive {
    fn id(&mut self) -> String {
        let number = self.number.to_be_bytes();
        self.number = self.number.wrapping_add(1);
        let bytes = [&self.secret[..], &number[..]].concat();
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }
}

#[exercise::check(steal)]
#[test]
fn ex_10_5_you_hear_what_was_meant_for_the_one_before_you() {
    // The number ends where a byte ends, or two, or all four; and some ids
    // have the two letters in which the alphabets differ.
    for number in [6, 0x00ab_cdfe, 0x0102_03ff, 0x01ff_ffff, 0xffff_ffff] {
        let mut server = Naive { secret: [0xfb; 11], number };
        let (victim, mine) = (server.id(), server.id());
        let mine_bytes = BASE64_URL_SAFE_NO_PAD.decode(&mine).unwrap();
        let stolen = steal::before(&mine);
        let Ok(bytes) = BASE64_URL_SAFE_NO_PAD.decode(&stolen) else {
            panic!(
                "your id is {mine}, and you ask for {stolen}: the server \
                 answers {{\"code\":1,\"message\":\"Session ID unknown\"}}\n\
                 No server writes an id like this: its letters are A to Z, a \
                 to z, 0 to 9, `-` and `_`, and 15 bytes take 20 of them. \
                 Decode and encode with the same alphabet (hint 2)"
            );
        };
        assert!(
            bytes.get(..11) == mine_bytes.get(..11),
            "your id is {mine}, and you ask for {stolen}: the server answers \
             {{\"code\":1,\"message\":\"Session ID unknown\"}}\n\
             in bytes, yours:  {}\n\
             what you ask for: {}\n\
             The first eleven are the same in all ids of this server. Only \
             the last four are a number, and before its 0 comes the largest \
             (hint 3)",
            kit::hex(&mine_bytes),
            kit::hex(&bytes),
        );
        assert!(
            stolen == victim,
            "your id is {mine}, and you ask for {stolen}: the server answers \
             {{\"code\":1,\"message\":\"Session ID unknown\"}}\n\
             in bytes, yours:  {}\n\
             what you ask for: {}\n\
             The last four are one number, most significant byte first. \
             Which one comes before it? (hint 3)",
            kit::hex(&mine_bytes),
            kit::hex(&bytes),
        );
    }
}

#[exercise::check(steal)]
#[tokio::test(start_paused = true)]
async fn ex_10_5_our_ids_tell_nothing_about_each_other() {
    let house = House::new(Config::default());
    let (victim, mine) = (house.poll(4).await, house.poll(4).await);
    let stolen = steal::before(&mine);
    assert_ne!(stolen, mine, "that is your own id: whose is the one before?");
    assert_ne!(stolen, victim, "that was luck, of one in 2 to the 120");
    let query = format!("EIO=4&transport=polling&sid={stolen}");
    let answer = house.connect().get(&query).await;
    assert_eq!(answer.text(), r#"{"code":1,"message":"Session ID unknown"}"#);
}
