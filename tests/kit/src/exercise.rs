//! What exercise files and their checks say.

/// The body of an exercise that nobody has done yet.
///
/// Replace the whole call with your code: while it stands in the file, the
/// checks of this exercise are skipped.
#[macro_export]
macro_rules! not_yet {
    ($what:literal) => {
        panic!(concat!("not done yet: ", $what))
    };
}

/// Compares a prediction with what really happened, without telling it.
///
/// `why` is where to look when it is wrong.
#[track_caller]
pub fn expect_prediction(name: &str, guess: &str, fact: &str, why: &str) {
    if guess == "???" {
        panic!("not done yet: predict {name}");
    }
    let tidy = |text: &str| {
        let lines = text.trim().lines().map(str::trim_end);
        lines.map(str::to_string).collect::<Vec<_>>()
    };
    let (guess, fact) = (tidy(guess), tidy(fact));
    if guess == fact {
        return;
    }
    let (mine, truth) = (guess.len(), fact.len());
    let same = guess.iter().zip(&fact).take_while(|(a, b)| a == b).count();
    let place = if same == mine {
        format!("it ends after line {mine}, and something more happens")
    } else if same == truth {
        format!("line {} is too much: it was over before", same + 1)
    } else if mine == 1 && truth == 1 {
        format!("it is not {:?}", guess[0])
    } else {
        format!("line {} is not {:?}", same + 1, guess[same])
    };
    panic!("your prediction of {name} does not hold: {place}\n{why}");
}
