"""One pipeline over all stages."""

from arabnews_nlp.pipeline.pipeline import Pipeline
from arabnews_nlp.pipeline.registry import stage_names
from arabnews_nlp.pipeline.stage import Stage, StageConfig

__all__ = ["Pipeline", "Stage", "StageConfig", "stage_names"]
