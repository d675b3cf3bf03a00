//! Further workers that compute shards of each large batch.
//!
//! Each keeps a replica of the run's weights: in a step every worker computes its shards, all gradients are told to all,
//! and each makes the same update, so that weights cross only when help begins. No memory is shared, which would need
//! headers that most file servers cannot send. Without helpers, or if some fail, the run goes on with the same numbers.

mod message;

mod helper;
mod replica;

use model::inspect::Snapshot;
use model::session::{Batch, Session, Shard, ShardResult, Step, TrainingError};

use crate::page;
use helper::Helper;
pub use replica::{is_helper, serve};

/// Helpers at most, however many processors there are.
const MOST: usize = 7;

/// The helpers of a worker. They end with it.
#[derive(Default)]
pub struct Helpers(Vec<Helper>);

impl Helpers {
    /// Starts as many as can compute a shard of their own and have a processor of their own. Fewer where the browser has
    /// no workers within workers.
    pub fn start_for(&mut self, shards: usize) {
        let processors = page::scope().navigator().hardware_concurrency() as usize;
        let wanted = MOST.min(processors.saturating_sub(1)).min(shards.saturating_sub(1));
        let missing = wanted.saturating_sub(self.0.len());
        self.0.extend((0..missing).map_while(|_| Helper::start()));
    }

    /// Whether one can be given orders by now. Those that never can are let go.
    pub fn are_ready(&mut self) -> bool {
        self.0.retain_mut(|helper| helper.is_ready().is_some());
        self.0.iter().any(Helper::listens)
    }

    /// A step was taken without them: they have older weights now.
    pub fn fall_behind(&mut self) {
        self.0.iter_mut().for_each(|helper| helper.in_step = false);
    }

    /// Takes a step together. What a helper was to compute and did not, this worker does.
    ///
    /// # Errors
    /// As [`Session::checkpoint`].
    pub async fn step(&mut self, session: &mut Session, batch: &Batch) -> Result<Step, TrainingError> {
        let shards: Vec<Shard<'_>> = batch.shards().collect();
        let team = self.gather(session, shards.len()).await?;
        let rate = session.learning_rate();
        // The first shards are this worker's.
        let worker_of = |number: usize| number * (team + 1) / shards.len();
        for (number, shard) in shards.iter().enumerate() {
            if let Some(helper) = worker_of(number).checked_sub(1) {
                self.0[helper].compute(number, shards.len(), *shard, rate);
            }
        }
        let mut results: Vec<ShardResult> = Vec::with_capacity(shards.len());
        for (number, shard) in shards.iter().enumerate() {
            let by = worker_of(number).checked_sub(1);
            let told = match (by, results.first()) {
                (Some(helper), Some(mine)) => self.0[helper].answer(mine).await,
                (None, _) | (_, None) => None,
            };
            let by = by.filter(|_| told.is_some());
            let mut result = told.unwrap_or_else(|| session.compute(*shard));
            for (place, helper) in self.0[..team].iter_mut().enumerate() {
                if by != Some(place) {
                    helper.tell(number, &mut result);
                }
            }
            results.push(result);
        }
        self.0.retain(Helper::listens);
        Ok(session.take(results))
    }

    /// Brings those that can be given orders to the front and in step; how many of them there is work for.
    async fn gather(&mut self, session: &mut Session, shards: usize) -> Result<usize, TrainingError> {
        self.0.sort_by_key(|helper| !helper.listens());
        let listen = self.0.iter().filter(|helper| helper.listens()).count();
        let team = listen.min(shards.saturating_sub(1));
        if self.0[..team].iter().any(|helper| !helper.in_step) {
            let checkpoint = session.checkpoint().await?;
            let scaling = Snapshot::of(session).scaling.numbers();
            for helper in self.0[..team].iter_mut().filter(|helper| !helper.in_step) {
                helper.begin(session.spec(), scaling, &checkpoint);
            }
        }
        self.0[team..].iter_mut().for_each(|helper| helper.in_step = false);
        Ok(team)
    }
}
