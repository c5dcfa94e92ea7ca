//! Misconception: whatever has the key is a placeholder.

use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    Json(Value),
    Binary(Vec<u8>),
}

pub type Event = (String, Vec<Argument>);

#[derive(Debug, PartialEq)]
pub struct Broken;

#[derive(Default)]
pub struct Puzzle {
    missing: usize,
    header: Vec<Value>,
    attachments: Vec<Vec<u8>>,
}

impl Puzzle {
    pub fn text(&mut self, text: &str) -> Result<Option<Event>, Broken> {
        if self.missing > 0 {
            return Err(Broken);
        }
        (self.missing, self.header) = header(text)?;
        self.attachments.clear();
        match self.missing {
            0 => self.complete().map(Some),
            _ => Ok(None),
        }
    }

    pub fn binary(&mut self, bytes: &[u8]) -> Result<Option<Event>, Broken> {
        self.missing = self.missing.checked_sub(1).ok_or(Broken)?;
        self.attachments.push(bytes.to_vec());
        match self.missing {
            0 => self.complete().map(Some),
            _ => Ok(None),
        }
    }

    fn complete(&mut self) -> Result<Event, Broken> {
        let mut values = std::mem::take(&mut self.header).into_iter();
        let name = values.next().ok_or(Broken)?;
        let name = name.as_str().ok_or(Broken)?.to_string();
        let arguments = values.map(|value| self.argument(value));
        Ok((name, arguments.collect::<Result<_, _>>()?))
    }

    fn argument(&self, value: Value) -> Result<Argument, Broken> {
        if value.get("_placeholder").is_none() {
            return Ok(Argument::Json(value));
        }
        let num = value["num"].as_u64().ok_or(Broken)?;
        let bytes = self.attachments.get(num as usize).ok_or(Broken)?;
        Ok(Argument::Binary(bytes.clone()))
    }
}

fn header(text: &str) -> Result<(usize, Vec<Value>), Broken> {
    let (count, json) = match text.split_at_checked(1) {
        Some(("2", json)) => ("0", json),
        Some(("5", rest)) => rest.split_once('-').ok_or(Broken)?,
        _ => return Err(Broken),
    };
    let count = count.parse().map_err(|_| Broken)?;
    Ok((count, serde_json::from_str(json).map_err(|_| Broken)?))
}
