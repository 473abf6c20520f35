//! The stand-in for Discord, spoken to by raw clients and by the real serenity client.

#[path = "twin/flow.rs"]
mod flow;
#[path = "twin/gateway.rs"]
mod gateway;
#[path = "twin/rates.rs"]
mod rates;
#[path = "twin/raw.rs"]
mod raw;
#[path = "twin/refusals.rs"]
mod refusals;
#[path = "twin/serenity_client.rs"]
mod serenity_client;
#[path = "twin/strangers.rs"]
mod strangers;
