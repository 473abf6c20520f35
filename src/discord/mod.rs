//! Discord: the gateway that interactions come by, the one REST path that everything leaves by, and
//! the adapters between their forms and the values of `bot`.

mod access;
mod answers;
mod connection;
mod curators;
mod gate;
mod gateway;
mod incoming;
mod limits;
mod missed;
mod outgoing;
mod poster;
mod register;
mod removal;
mod rest;
mod route;
mod standing;
mod turns;
mod verdict;

pub use access::look;
pub use gateway::{Gateway, GatewayError};
pub use outgoing::body;
pub use poster::{Found, Place, Poster};
pub use removal::TakenDown;
pub use rest::{Rest, RestError, Token};
pub use standing::{Standing, standing, system_channel};
pub use turns::Urgency;
