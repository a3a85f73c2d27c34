//! An archive that is made, the same in every run, with stories planted in it.
//!
//! What makes it hard is what makes a newspaper hard: every article has a beat whose words it shares with
//! a twentieth of all others, the same few hundred persons turn up everywhere, and a story changes as it
//! goes on: each article of it uses some of its words only, the later ones fewer of the first.

/// An article of the archive.
pub(crate) struct Made {
    /// A name for it.
    pub(crate) file: String,
    /// Its text, as saved.
    pub(crate) text: String,
    /// The story that it was planted with.
    pub(crate) story: Option<String>,
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn one<'a>(&mut self, of: &'a [String]) -> &'a str {
        &of[self.below(of.len() as u64) as usize]
    }

    /// One of the first much more often than one of the last, as words are in a language.
    fn common<'a>(&mut self, of: &'a [String]) -> &'a str {
        let share = (self.below(1 << 20) as f64 + 1.0) / f64::from(1 << 20);
        let at = (of.len() as f64).powf(share) - 1.0;
        &of[at as usize]
    }
}

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "el", "fir", "gom", "hul", "is", "jat", "ker", "lin", "mor", "nep", "os",
    "pra", "tu", "vel", "wen", "zan", "bri", "cla", "dro", "fen", "gri",
];

/// Words that a reader of English skips.
const GLUE: [&str; 12] = [
    "the", "of", "and", "to", "a", "in", "was", "said", "that", "it", "for", "had",
];

struct World {
    words: Vec<String>,
    names: Vec<String>,
    beats: Vec<Vec<String>>,
}

struct Story {
    name: String,
    beat: usize,
    /// What it is about, in the order in which it comes up.
    about: Vec<String>,
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

impl World {
    fn new(numbers: &mut Numbers) -> Self {
        let mut words: Vec<String> = Vec::new();
        while words.len() < 40_000 {
            let syllables = 2 + numbers.below(3);
            let word = (0..syllables)
                .map(|_| SYLLABLES[numbers.below(24) as usize])
                .collect::<String>();
            words.push(word);
        }
        words.sort();
        words.dedup();
        // A language's order of words is not that of its alphabet.
        for i in (1..words.len()).rev() {
            words.swap(i, numbers.below(i as u64 + 1) as usize);
        }
        let names = words.split_off(words.len() - 400);
        let beats = (0..20)
            .map(|_| (0..150).map(|_| numbers.one(&words).to_owned()).collect())
            .collect();
        World {
            words,
            names: names.iter().map(|n| capital(n)).collect(),
            beats,
        }
    }

    fn story(&self, number: usize, numbers: &mut Numbers) -> Story {
        let about = (0..18).map(|i| match i % 3 {
            // A person who is in the news for other things, too, and words that anybody may use.
            0 => numbers.one(&self.names).to_owned(),
            _ => {
                let half = self.words.len() / 2;
                numbers.one(&self.words[half..]).to_owned()
            }
        });
        Story {
            name: format!("story {number}"),
            about: about.collect(),
            beat: numbers.below(20) as usize,
        }
    }

    /// A text of 120 to 420 words; `age` is how far a story has come, in hundredths.
    fn text(
        &self,
        beat: usize,
        story: Option<&Story>,
        age: u64,
        day: u64,
        numbers: &mut Numbers,
    ) -> String {
        let mut out = String::new();
        // A headline says what the story is about; the text has other things to say, too.
        let word = |numbers: &mut Numbers, head: bool| -> String {
            let part = if head {
                25 + numbers.below(30)
            } else {
                numbers.below(100)
            };
            match (part, story) {
                (0..40, _) => GLUE[numbers.below(12) as usize].to_owned(),
                (40..47, Some(story)) => {
                    // Two thirds of what it is about, from the end that it has come to.
                    let count = story.about.len() as u64;
                    let from = age * count / 300;
                    let at = from + numbers.below(count * 2 / 3);
                    story.about[at.min(count - 1) as usize].clone()
                }
                (47..53, _) => numbers.common(&self.names).to_owned(),
                (53..70, _) => numbers.common(&self.beats[beat]).to_owned(),
                _ => numbers.common(&self.words).to_owned(),
            }
        };
        let sentence = |numbers: &mut Numbers, words: u64, head: bool| {
            let words: Vec<_> = (0..words).map(|_| word(numbers, head)).collect();
            capital(&words.join(" "))
        };
        out.push_str(&sentence(numbers, 9, true));
        let (year, month) = (1990 + day / 360, day / 30 % 12 + 1);
        out.push_str(&format!("\n\n{year}-{month:02}-{:02}\n", day % 28 + 1));
        for _ in 0..4 + numbers.below(12) {
            out.push('\n');
            for _ in 0..2 {
                let length = 10 + numbers.below(12);
                out.push_str(&sentence(numbers, length, false));
                out.push_str(". ");
            }
            out.push('\n');
        }
        out
    }
}

/// `articles` articles of thirty years, with `stories` stories of two to nine articles among them.
pub(crate) fn archive(articles: usize, stories: usize) -> Vec<Made> {
    let mut numbers = Numbers(1868);
    let world = World::new(&mut numbers);
    let mut out = Vec::new();
    for number in 0..stories {
        let story = world.story(number, &mut numbers);
        let mut day = numbers.below(9_000);
        let count = 2 + numbers.below(4) + numbers.below(5);
        for i in 0..count {
            let text = world.text(story.beat, Some(&story), 100 * i / count, day, &mut numbers);
            out.push(Made {
                file: format!("{number}-{i}.txt"),
                text,
                story: Some(story.name.clone()),
            });
            day += 1 + [3, 20, 90, 300][numbers.below(4) as usize] * numbers.below(4);
        }
    }
    while out.len() < articles {
        let (beat, day) = (numbers.below(20) as usize, numbers.below(10_800));
        out.push(Made {
            file: format!("{}.txt", out.len()),
            text: world.text(beat, None, 0, day, &mut numbers),
            story: None,
        });
    }
    out
}
