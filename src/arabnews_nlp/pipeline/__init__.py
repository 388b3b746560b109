"""One pipeline over all stages."""

from arabnews_nlp.document.stage import Stage, StageConfig
from arabnews_nlp.pipeline.pipeline import Pipeline
from arabnews_nlp.pipeline.registry import stage_names

__all__ = ["Pipeline", "Stage", "StageConfig", "stage_names"]
