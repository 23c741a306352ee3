mod examples;
mod sums;
