//! What was acknowledged is kept, whatever breaks: the program killed, the disk full, the database
//! gone.

mod agency;
mod disk;
mod full_disk;
mod gone;
mod kill;
mod node;

pub(crate) use node::Node;
