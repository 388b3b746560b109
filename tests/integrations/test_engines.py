"""The same Arrow function in Ray Data and in Spark, on this machine."""

import os
import shutil
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from arabnews_nlp.integrations.arrow import SCHEMA, arrow_batch, output_schema

pytestmark = pytest.mark.slow

TEXTS = ["قالت Microsoft إن مايكروسوفت أنفقت بين 10 و12 مليار دولار.", None, "", "ارتفع ٣٨٪ في 29 أغسطس."]
TABLE = pa.table({"id": range(40), "text": TEXTS * 10})
EXPECTED = arrow_batch(TABLE).to_pylist()


@pytest.fixture(scope="module")
def ray():
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DISABLE_IMPORT_WARNING": "1", "RAY_TRAIN_V2_ENABLED": "0"}
    import ray

    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


def test_ray_data_map_batches(ray):
    data = ray.data.from_arrow(TABLE)
    out = data.map_batches(arrow_batch, batch_format="pyarrow", fn_kwargs={"column": "text", "stages": "news"})
    assert sorted(out.take_all(), key=lambda row: row["id"]) == EXPECTED


@pytest.fixture(scope="module")
def spark():
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java; tools/install_system.sh installs it")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_map_in_arrow(spark, tmp_path):
    from pyspark.sql.pandas.types import from_arrow_schema

    pq.write_table(TABLE, tmp_path / "in.parquet")
    frame = spark.read.parquet(str(tmp_path / "in.parquet")).repartition(2)
    schema = from_arrow_schema(output_schema(TABLE.schema))
    out = frame.mapInArrow(lambda batches: (arrow_batch(batch) for batch in batches), schema)
    rows = [row.asDict(recursive=True) for row in out.orderBy("id").collect()]
    assert rows == EXPECTED
    assert out.columns == ["id", "text", *SCHEMA.names]
