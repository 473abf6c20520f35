//! The bot on the stand-in for Discord: the real client, over real sockets on 127.0.0.1. What is
//! asserted is what a reader sees.

mod access;
mod adding;
mod cards;
mod curating;
mod dailies;
mod daily;
mod fleet;
mod hostile;
mod kill;
mod languages;
mod lists;
mod notices;
mod page;
mod people;
mod posts;
mod process;
mod sending;
mod settings;
mod stage;
mod start;
mod trouble;
mod wire;
